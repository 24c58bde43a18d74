import DisputeModel
import EventLog

/// What differs between what the projections hold of a family and what a fold of the log gives.
package struct FamilyComparison {
    /// One dispute whose rows are not what they should be.
    package struct Difference: Sendable, Equatable {
        package let dispute: String
        /// "phase: contested, should be raised".
        package let words: [String]
        /// Positions of the events whose rows differ, or that are the cause of what differs.
        package let events: [Int]
    }

    private(set) var differences: [Difference]

    /// Compares what the tables hold, the columns that only people read too.
    init(_ store: FamilyStore, _ family: String, fresh: FamilyRows) throws {
        self.init(stored: try store.rows(of: family), fresh: fresh)
        for (name, row) in fresh.disputes where try !store.columnsAgree(row, name, family) {
            add("a column of its row is not what is kept beside it", to: name, event: nil)
        }
        for (opener, row) in fresh.obligations {
            let dispute = row.obligation.dispute
            let number = fresh.disputes[dispute]?.opening.position ?? 0
            if try !store.columnsAgree(row.obligation, dispute: number) {
                add(
                    "obligation #\(opener): a column of its row is not what it should be", to: dispute,
                    event: opener)
            }
        }
    }

    /// A dispute that is found wanting already is not said to be so twice.
    private mutating func add(_ words: String, to dispute: String, event: Int?) {
        guard !differences.contains(where: { $0.dispute == dispute }) else { return }
        differences.append(Difference(dispute: dispute, words: [words], events: event.map { [$0] } ?? []))
    }

    init(stored: FamilyRows, fresh: FamilyRows) {
        let names = Set(stored.disputes.keys).union(fresh.disputes.keys)
            .union(stored.entries.values.map(\.dispute)).union(fresh.entries.values.map(\.dispute))
        differences = names.sorted().compactMap { Self.difference($0, stored, fresh) }
    }

    private static func difference(_ name: String, _ stored: FamilyRows, _ fresh: FamilyRows) -> Difference? {
        var words: [String] = []
        var events: Set<Int> = []
        compare(stored.disputes[name], fresh.disputes[name], &words, &events)

        let places = positions(stored.entries, fresh.entries) { $0.dispute == name }
        if !places.isEmpty {
            words.append(
                "\(places.count) of its events stand elsewhere, or leave it otherwise, than they should")
            events.formUnion(places)
        }
        let owed = positions(stored.obligations, fresh.obligations) { $0.obligation.dispute == name }
        for opener in owed.prefix(5) {
            let was = stored.obligations[opener]?.obligation.state.rawValue ?? "absent"
            let should = fresh.obligations[opener]?.obligation.state.rawValue ?? "absent"
            words.append("obligation #\(opener): \(was), should be \(should)")
        }
        if owed.count > 5 { words.append("\(owed.count - 5) more obligations differ") }
        events.formUnion(owed)
        let dates = positions(stored.keptDates, fresh.keptDates) { $0.dispute == name }
        if !dates.isEmpty { words.append("\(dates.count) of its dates to keep differ") }
        events.formUnion(dates)
        return words.isEmpty ? nil : Difference(dispute: name, words: words, events: events.sorted())
    }

    private static func compare(
        _ stored: FamilyRows.DisputeRow?, _ fresh: FamilyRows.DisputeRow?, _ words: inout [String],
        _ events: inout Set<Int>
    ) {
        guard stored != fresh else { return }
        guard let stored else { return words.append("it is absent, and should be there") }
        guard let fresh else { return words.append("it is there, and should not be") }
        let (was, should) = (stored.state.condition, fresh.state.condition)
        if was.phase != should.phase {
            words.append("phase: \(was.phase.rawValue), should be \(should.phase.rawValue)")
            events.formUnion([was.phaseCause, should.phaseCause])
        }
        if was.level != should.level { words.append("temperature: \(was.level), should be \(should.level)") }
        if stored.opening != fresh.opening {
            words.append("its title, sides or beginning are not what its opening says")
            events.insert(fresh.opening.position)
        }
        if words.isEmpty { words.append("what is kept of its state is not what a fold gives") }
    }

    private static func positions<Row: Equatable>(
        _ stored: [Int: Row], _ fresh: [Int: Row], _ belongs: (Row) -> Bool
    ) -> [Int] {
        Set(stored.keys).union(fresh.keys).filter { key in
            stored[key] != fresh[key] && [stored[key], fresh[key]].contains { $0.map(belongs) ?? false }
        }.sorted()
    }
}
