import DisputeModel

/// What a snapshot holds: the record of one family at a position of the log.
struct FamilySnapshot {
    let record: FamilyRecord

    init(_ record: FamilyRecord) { self.record = record }

    init(bytes: [UInt8]) throws {
        record = try ByteReader.whole(bytes) { reader in
            FamilyRecord(
                entries: try reader.list { try $0.entry() }, openings: try reader.list { try $0.opening() },
                acts: try reader.list { try $0.act() })
        }
    }

    var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.write(record.entries) { $0.write($1) }
        writer.write(record.openings) { $0.write($1) }
        writer.write(record.acts) { $0.write($1) }
        return writer.bytes
    }
}
