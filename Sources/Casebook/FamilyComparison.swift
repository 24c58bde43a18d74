import EventLog
import SQLite

/// What differs between what the projections hold of a family and what a fold of the log gives, in words.
package struct FamilyComparison {
    /// One dispute whose rows are not what they should be.
    package struct Difference: Sendable, Equatable {
        package let dispute: String
        /// "phase: contested, should be raised".
        package let words: [String]
        /// Positions of the events whose rows differ, or that are the cause of what differs.
        package let events: [Int]
    }

    let differences: [Difference]

    init(_ store: FamilyStore, _ fresh: FamilyRows) throws {
        let found = try store.differences(from: fresh)
        guard !found.isEmpty else {
            differences = []
            return
        }
        var names: [Int: String] = [:]
        for (number, row) in found.disputes { names[number] = row.stored.map { Self.text($0, 1) } }
        for row in fresh.disputes { names[row.number] = row.opening.dispute }
        let numbers = Set(found.disputes.keys).union(found.entries.values.map(\.dispute))
            .union(found.strays.map(\.dispute)).union(found.obligations.values.map(\.dispute))
            .union(found.keptDates.values.map(\.dispute))
        differences = numbers.map { number in
            Self.difference(names[number] ?? "dispute \(number)", number, found)
        }.sorted { $0.dispute < $1.dispute }
    }

    private static func difference(_ name: String, _ number: Int, _ found: FamilyDifferences) -> Difference {
        var words: [String] = []
        var events: Set<Int> = []
        if let row = found.disputes[number] { describe(row, &words, &events) }
        let places =
            found.entries.filter { $0.value.dispute == number }.map(\.key)
            + found.strays.filter { $0.dispute == number }.map(\.position)
        if !places.isEmpty {
            words.append(
                "\(places.count) of its events stand elsewhere, or leave it otherwise, than they should")
            events.formUnion(places)
        }
        let owed = found.obligations.filter { $0.value.dispute == number }.sorted { $0.key < $1.key }
        for (opener, row) in owed.prefix(5) { words.append(describe(row, opener)) }
        if owed.count > 5 { words.append("\(owed.count - 5) more obligations differ") }
        events.formUnion(owed.map(\.key))
        let dates = found.keptDates.filter { $0.value.dispute == number }.map(\.key)
        if !dates.isEmpty { words.append("\(dates.count) of its dates to keep differ") }
        events.formUnion(dates)
        return Difference(dispute: name, words: words, events: events.sorted())
    }

    /// The columns are those of `FamilyRows.DisputeRow.columns`.
    private static func describe(
        _ row: FamilyDifferences.Row, _ words: inout [String], _ events: inout Set<Int>
    ) {
        guard let stored = row.stored else { return words.append("it is absent, and should be there") }
        guard let fresh = row.fresh else { return words.append("it is there, and should not be") }
        if stored[5] != fresh[5] {
            words.append("phase: \(text(stored, 5)), should be \(text(fresh, 5))")
            events.formUnion([stored[7].number, fresh[7].number])
        }
        if stored[9] != fresh[9] {
            words.append("temperature: \(text(stored, 9)), should be \(text(fresh, 9))")
        }
        if [3, 4, 12].contains(where: { stored[$0] != fresh[$0] }) {
            words.append("its title, sides or beginning are not what its opening says")
            events.formUnion([row.dispute])
        }
        if words.isEmpty { words.append("what is kept of its state is not what a fold gives") }
    }

    /// The columns are those of `FamilyRows.ObligationRow.columns`.
    private static func describe(_ row: FamilyDifferences.Row, _ opener: Int) -> String {
        let (was, should) = (
            row.stored.map { text($0, 5) } ?? "absent", row.fresh.map { text($0, 5) } ?? "absent"
        )
        return was == should
            ? "obligation #\(opener) is not what a fold gives"
            : "obligation #\(opener): \(was), should be \(should)"
    }

    private static func text(_ columns: [Cell], _ index: Int) -> String {
        switch columns[index] {
        case .text(let text): text
        case .number(let number): String(number)
        default: "unreadable"
        }
    }
}
