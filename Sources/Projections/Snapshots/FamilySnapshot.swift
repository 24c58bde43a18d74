import DisputeModel

/// The content of a snapshot: the digests of one family's events up to a position of the log, as they were
/// recorded.
package struct FamilySnapshot {
    let events: [EventDigest]
    let symbols: Symbols

    init(_ events: [EventDigest], _ symbols: Symbols) {
        self.events = events
        self.symbols = symbols
    }

    /// Reads a snapshot. Throws `ByteReader.Malformed` if the bytes are not one.
    package init(bytes: [UInt8]) throws {
        var (symbols, lists) = (Symbols(), PartyLists())
        events = try ByteReader.whole(bytes) { reader in
            try reader.list { try $0.event(&symbols, &lists) }
        }
        self.symbols = symbols
    }

    /// The snapshot as bytes, to be stored.
    package var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.write(events) { $0.write($1, symbols) }
        return writer.bytes
    }
}
