import CanonicalJSON
import DisputeModel
import EventLog

extension Casebook {
    /// How the events of another log are taken.
    package struct ImportOptions: Sendable {
        /// Under which dispute here the events of a dispute there go, and those of its sub-disputes.
        package var disputes: [String: String] = [:]
        /// What can be taken is, and what cannot is named; all of it or nothing otherwise.
        package var isPartial = false
        package var isDryRun = false

        package init() {}
    }

    /// What came of an import.
    package struct Import: Sendable, Equatable {
        package internal(set) var added = 0
        /// Events that were there already.
        package internal(set) var known = 0
        /// Disputes of the other log whose events went under another name here.
        package internal(set) var renamed: Set<String> = []
        /// Keys of the other log, which sign nothing here.
        package internal(set) var keys = 0
        /// Lines that were passed over as they cannot be taken: how many, and what is wrong with the first of them.
        package internal(set) var refused = 0
        package internal(set) var reasons: [(line: Int, problem: String)] = []
        package internal(set) var parties = PartyReport()

        package static let mostReasons = 1000

        package static func == (left: Import, right: Import) -> Bool {
            left.added == right.added && left.known == right.known && left.keys == right.keys
                && left.renamed == right.renamed && left.refused == right.refused
                && left.parties == right.parties
                && left.reasons.elementsEqual(right.reasons, by: ==)
        }
    }

    /// Files the events of another log as new ones of this log.
    ///
    /// They get new ids, are recorded now, and keep in `origin` how they were recorded first (section 1 of the rules). Where
    /// they name each other, they name the new ones. What is here already, under whatever id it went through whichever logs,
    /// adds nothing. A line without an id comes from no log: it is filed as it stands, once, under a key made of its text.
    ///
    /// - Parameter next: the next line with its number; throws where it is no JSON object.
    package func take(
        next: () throws -> (number: Int, line: JSONObject)?, by recorder: String, at now: Instant,
        _ options: ImportOptions = ImportOptions()
    ) throws -> Import {
        var result = Import()
        let (notes, register, first) = (PartyNotes(), try parties(), try nextPosition())
        do {
            try write { db, projector in
                var importing = ForeignLog(
                    session: try FilingSession(db, projector, at: now, random: random), recorder: recorder,
                    options: options)
                while let (number, line) = try next() {
                    do {
                        let before = result.added
                        try importing.take(line, &result)
                        guard result.added > before else { continue }
                        notes.note(line, register)
                        // Memory does not grow with what one transaction files.
                        if result.added.isMultiple(of: Self.written) { try projector.writeActs() }
                    } catch let error as FilingError where options.isPartial {
                        result.refused += 1
                        if result.reasons.count < Import.mostReasons {
                            result.reasons.append((number, error.sentences.problem))
                        }
                    }
                }
                if options.isDryRun { throw DryRun() }
            }
        } catch is DryRun {}
        result.parties = PartyReport(notes, in: self, before: first)
        return result
    }

    /// Takes back all that was written.
    private struct DryRun: Error {}
}
