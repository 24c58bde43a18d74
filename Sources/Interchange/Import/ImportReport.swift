import Casebook

/// What came of an import.
package struct ImportReport: Equatable {
    package internal(set) var rows = 0
    package internal(set) var events = 0
    /// Disputes that were opened.
    package internal(set) var opened = 0
    /// Events that had been filed before.
    package internal(set) var known = 0
    /// Events that another row of the same table had filed: one key, the same words.
    package internal(set) var repeated = 0
    /// Rows in which nothing stands.
    package internal(set) var empty = 0
    /// What is said of further tables in which rows found nothing.
    package internal(set) var mismatches: [String] = []
    package internal(set) var parties = PartyReport()
    /// What is there otherwise than rows say, and what was done about it.
    package internal(set) var notes: [Note] = []
    /// How many of each sort there are, those included that are not kept.
    package internal(set) var noteCounts: [RowNote.Kind: Int] = [:]

    package struct Note: Equatable {
        package let note: RowNote
        /// The row's; nil where it has gone.
        package let line: Int?
    }

    mutating func add(_ note: RowNote, line: Int?) {
        noteCounts[note.kind, default: 0] += 1
        // A table of which every row has changed takes no room.
        if notes.count < Self.mostNotes { notes.append(Note(note: note, line: line)) }
    }

    private static let mostNotes = 100_000
    /// Rows that the mapping leaves out.
    package internal(set) var leftOut = 0
    package private(set) var bad = 0
    /// Why rows were bad, in the order in which it was first met.
    package private(set) var reasons: [Reason] = []

    package struct Reason: Equatable {
        package let problem: String
        package fileprivate(set) var count: Int
        /// The first few.
        package fileprivate(set) var lines: [Int]
    }

    /// More are not told apart, so that a table of which every row is wrong in its own way takes no room.
    static let mostReasons = 1000
    static let otherReasons = "Other reasons."

    mutating func add(_ sentence: String, line: Int) {
        let problem = withShortQuotes(sentence)
        bad += 1
        let isNew = places[problem] == nil
        let words = isNew && reasons.count >= Self.mostReasons ? Self.otherReasons : problem
        let place = places[words, default: reasons.count]
        if place == reasons.count {
            places[words] = place
            reasons.append(Reason(problem: words, count: 0, lines: []))
        }
        reasons[place].count += 1
        if reasons[place].lines.count < 3 { reasons[place].lines.append(line) }
    }

    private var places: [String: Int] = [:]

    package init() {}
}
