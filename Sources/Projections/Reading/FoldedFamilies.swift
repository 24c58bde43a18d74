import DisputeModel

/// What a question has folded of a log whose projections do not serve it: a page asks for the same families several times,
/// and a log of up to so many events is gone through once.
final class FoldedFamilies {
    private struct Key: Hashable {
        let family: String
        let last: Int
        let usingSnapshots: Bool
    }

    private var positions: [Int: [String: [Int]]] = [:]
    private var records: [Key: FamilyRecord] = [:]
    private var room = 200_000

    /// The positions of each family's events up to `last`.
    func positions(through last: Int, _ read: () throws -> [String: [Int]]) rethrows -> [String: [Int]] {
        if let known = positions[last] { return known }
        let families = try read()
        positions[last] = families
        return families
    }

    /// A record is kept while all that are kept have no more events than there is room for: a large log is folded as often as
    /// it is asked about rather than held in memory.
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
