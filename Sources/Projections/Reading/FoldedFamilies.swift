import DisputeModel

/// Caches the families that a read transaction has folded because the projections cannot be used. A page may
/// ask for the same family several times.
final class FoldedFamilies {
    private struct Key: Hashable {
        let family: String
        let last: Int
        let usingSnapshots: Bool
    }

    private var positions: [Int: [String: [Int]]] = [:]
    private var records: [Key: FamilyRecord] = [:]
    private var room = 200_000

    /// The positions of each family's events up to `last`; `read` is called once for each `last`.
    func positions(through last: Int, _ read: () throws -> [String: [Int]]) rethrows -> [String: [Int]] {
        if let known = positions[last] { return known }
        let families = try read()
        positions[last] = families
        return families
    }

    /// The record of one family; `fold` is called if it is not cached. Records are cached until they have
    /// 200,000 events together; beyond that a family is folded each time, so that memory does not grow with
    /// the log.
    func record(
        of family: String, through last: Int, _ usingSnapshots: Bool, _ fold: () throws -> FamilyRecord
    ) rethrows -> FamilyRecord {
        let key = Key(family: family, last: last, usingSnapshots: usingSnapshots)
        if let known = records[key] { return known }
        let record = try fold()
        if record.entries.count <= room {
            room -= record.entries.count
            records[key] = record
        }
        return record
    }
}
