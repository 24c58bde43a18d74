import CanonicalJSON
import DisputeModel
import EventLog
import Projections

extension Casebook {
    /// Options of `importEvents`.
    package struct ImportOptions: Sendable {
        /// New dispute names by dispute of the other log. A renaming applies to the sub-disputes too.
        package var disputes: [String: String] = [:]
        /// Whether lines that are refused are skipped and reported. If false, the first refused line aborts the import.
        package var isPartial = false
        /// Whether everything is rolled back at the end.
        package var isDryRun = false

        package init() {}
    }

    /// The result of an import.
    package struct Import: Sendable, Equatable {
        /// The number of events recorded.
        package internal(set) var added = 0
        /// The number of events that were in the log already.
        package internal(set) var known = 0
        /// Disputes of the other log whose events were recorded under another name.
        package internal(set) var renamed: Set<String> = []
        /// The number of `key-added` events that were skipped: keys of the other log sign nothing in this one.
        package internal(set) var keys = 0
        /// The number of lines that were refused and skipped.
        package internal(set) var refused = 0
        /// Why lines were refused, for the first `mostReasons` of them.
        package internal(set) var reasons: [(line: Int, problem: String)] = []
        /// What is remarkable about the parties of the recorded events.
        package internal(set) var parties = PartyReport()

        /// The maximum length of `reasons`.
        package static let mostReasons = 1000

        package static func == (left: Import, right: Import) -> Bool {
            left.added == right.added && left.known == right.known && left.keys == right.keys
                && left.renamed == right.renamed && left.refused == right.refused
                && left.parties == right.parties
                && left.reasons.elementsEqual(right.reasons, by: ==)
        }
    }

    /// Records the events of another log as new events of this one, in one transaction.
    ///
    /// An event gets a new id and recording time, and its `origin` keeps how it was recorded first (section 1 of the
    /// rules). References between the events are replaced by the new ids. An event that is in this log already is
    /// skipped, whichever logs it came through. A line without an id comes from no log: it is recorded as it is, once,
    /// under a key derived from its text.
    ///
    /// Throws `FilingError` for a line that is refused unless `options.isPartial` is set, and whatever reading a line
    /// threw.
    ///
    /// - Parameters:
    ///   - next: gives the next line, and nil after the last. It is called on a second thread, which reads ahead.
    ///   - recorder: the value of `recordedBy` in events of another log, and in lines that have none.
    ///   - now: the current time. Events get it as their recording time, unless the log or their origin has a later
    ///     one.
    ///   - options: renamings, and what happens to refused lines and at the end.
    ///   - isAt: called with the number of each line before it is processed.
    package func importEvents(
        next: @escaping () -> ForeignLine?, by recorder: String, at now: Instant,
        _ options: ImportOptions = ImportOptions(), isAt: (Int) -> Void = { _ in }
    ) throws -> Import {
        let ahead = LinesAhead(size: { $0.count }) { next }
        defer { ahead.stop() }
        var result = Import()
        let (notes, register, first) = (PartyNotes(), try parties(), try nextPosition())
        do {
            try filing(at: now, isRepeatable: false) { session in
                let projector = session.projector
                var importing = ForeignLog(session: session, recorder: recorder, options: options)
                while let lines = try ahead.next() {
                    for line in lines {
                        isAt(line.number)
                        let object = try line.object.get()
                        do {
                            let before = result.added
                            try importing.file(object, line.key, &result)
                            guard result.added > before else { continue }
                            notes.note(object, register)
                            // Bounds the memory that a long transaction uses.
                            if result.added.isMultiple(of: Self.written) { try projector.writeActs() }
                        } catch let error as FilingError where options.isPartial {
                            result.refused += 1
                            if result.reasons.count < Import.mostReasons {
                                result.reasons.append((line.number, error.problem))
                            }
                        }
                    }
                }
                if options.isDryRun { throw DryRun() }
            }
        } catch is DryRun {}
        result.parties = PartyReport(notes, in: self, before: first)
        return result
    }

    /// Thrown to roll back the transaction.
    private struct DryRun: Error {}
}

/// A line of a file to be imported, with everything that can be computed without the log.
package struct ForeignLine: Sendable {
    let number: Int
    let object: Result<JSONObject, any Error>
    /// The key of a line without an id: derived from the hash of its canonical text.
    let key: String?
    /// The size of the text in bytes.
    let count: Int

    /// Reads a line.
    ///
    /// - Parameters:
    ///   - number: number of the line in its file, from 1.
    ///   - text: the text of the line.
    ///   - object: parses the text. An error that it throws is thrown when the line is processed.
    package init(number: Int, _ text: String, _ object: (String) throws -> JSONObject) {
        self.number = number
        count = text.utf8.count
        self.object = Result { try object(text) }
        guard case .success(let object) = self.object, object["id"] == nil else {
            key = nil
            return
        }
        var text = text
        let leaf = text.withUTF8 { utf8 in
            let span = utf8.span
            var scanner = CanonicalScanner()
            // Generated files are often canonical already; then there is no need to write the object again.
            return scanner.scan(span) ? TreeHash.leaf(utf8) : TreeHash.leaf(JSON.object(object).canonical)
        }
        key = ForeignLog.importKey + leaf.prefix(16).hexadecimal
    }

    /// A line that could not be read; the error is thrown when the line is processed.
    package init(number: Int, _ error: any Error) {
        self.number = number
        (object, key, count) = (.failure(error), nil, 0)
    }
}
