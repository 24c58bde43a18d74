import Casebook

/// The result of an import: counts, bad rows with their reasons, and notes.
package struct ImportReport: Equatable {
    /// Rows read, bad ones and rows that the mapping skips included; empty rows not.
    package internal(set) var rows = 0
    /// Events recorded.
    package internal(set) var events = 0
    /// The number of disputes that the import opened.
    package internal(set) var opened = 0
    /// Events that were in the log already.
    package internal(set) var known = 0
    /// Events that another row of the same table has recorded already, with the same key and the same words.
    package internal(set) var repeated = 0
    /// Rows whose cells are all empty.
    package internal(set) var empty = 0
    /// One sentence for each joined table in which some rows found no match.
    package internal(set) var mismatches: [String] = []
    /// New or unusual parties in the imported events.
    package internal(set) var parties = PartyReport()
    /// Differences between rows and the log, with what was done about each. At most 100,000 notes are kept.
    package internal(set) var notes: [Note] = []
    /// The number of notes of each kind, including those not kept in `notes`.
    package internal(set) var noteCounts: [RowNote.Kind: Int] = [:]

    /// A difference between the log and a row, with the row's line.
    package struct Note: Equatable {
        /// What differs, and what was done about it.
        package let note: RowNote
        /// The line of the row; nil if the row is no longer in the table.
        package let line: Int?
    }

    mutating func add(_ note: RowNote, line: Int?) {
        noteCounts[note.kind, default: 0] += 1
        // Limits memory if every row of a large table has changed.
        if notes.count < Self.mostNotes { notes.append(Note(note: note, line: line)) }
    }

    private static let mostNotes = 100_000
    /// Rows that the mapping skips.
    package internal(set) var leftOut = 0
    /// The number of rows that could not be imported.
    package private(set) var bad = 0
    /// The reasons why rows are bad, in the order in which they first occurred.
    package private(set) var reasons: [Reason] = []

    /// A reason why rows are bad, with the number of such rows.
    package struct Reason: Equatable {
        /// The reason as one sentence, with long quotations of the row shortened.
        package let problem: String
        /// The number of rows that are bad for this reason.
        package fileprivate(set) var count: Int
        /// The lines of the first three such rows.
        package fileprivate(set) var lines: [Int]
    }

    /// The number of reasons that are told apart. Further reasons are counted together, to limit memory if
    /// every row of a table is wrong in a different way.
    static let mostReasons = 1000
    static let otherReasons = "Other reasons."

    /// Counts a bad row. `sentence` is the reason.
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

    /// The index in `reasons` of each problem.
    private var places: [String: Int] = [:]

    package init() {}
}
