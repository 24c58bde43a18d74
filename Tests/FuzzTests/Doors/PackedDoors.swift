import Deflate
import DisputeModel

@testable import Casebook
@testable import Projections

extension Door {
    /// What a snapshot's label says of its bytes, and the bytes: four of the label's count, and zlib's.
    static let deflate = Door("deflate", longest: 4096, changes: 500) { bytes in
        var choices = Choices(bytes)
        let count = choices.number(bytes: 4)
        let packed = Array(choices.rest)
        if let unpacked = try? Deflate.unpack(packed, count: count) {
            try expect(unpacked.count == count, "\(unpacked.count) bytes for \(count)")
            try expect(count <= packed.count * 1032, "\(count) bytes out of \(packed.count)")
            let again = try Deflate.pack(unpacked)
            try expect(try Deflate.unpack(again, count: count) == unpacked, "not the same when packed again")
            for wrong in [count - 1, count + 1, .max, .min] {
                try expect((try? Deflate.unpack(packed, count: wrong)) == nil, "\(wrong) bytes, and \(count)")
            }
        }
        let repacked = try Deflate.pack(packed, level: Int32(count % 10))
        try expect(try Deflate.unpack(repacked, count: packed.count) == packed, "not the same when unpacked")
    }

    /// A snapshot's bytes: what can be read is written again as the same bytes, and can be folded.
    static let snapshot = Door(
        "snapshot", longest: 4096, changes: 5000,
        words: ["RUS", "demand", "asserted", "dispute-opened", "sanction", "agreement", "full"]
    ) { bytes in
        guard let snapshot = try? FamilySnapshot(bytes: bytes) else { return }
        try expect(snapshot.bytes == bytes, "other bytes when it is written again")
        let record = FamilyRecord(snapshot.events, SymbolTable(snapshot.symbols)) { _ in nil }
        _ = FamilyRows(record, of: "")
    }

    /// The packed columns of the projections' rows; the first byte chooses which.
    static let rows = Door(
        "rows", longest: 1024, changes: 5000, words: ["RUS", "demand", "open", "acknowledged", "lapsed"]
    ) { bytes in
        var choices = Choices(bytes)
        let column = choices.byte() % 4
        let packed = Array(choices.rest)
        let again: [UInt8]? =
            switch column {
            case 0: (try? FoldState(packed: packed))?.packed
            case 1: (try? Obligation(packed: packed))?.packed
            case 2: (try? Opening(packed: packed))?.packed
            default: (try? Run(packed: packed))?.packed
            }
        try expect(again == nil || again == packed, "other bytes when it is written again")
    }
}
