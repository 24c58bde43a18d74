import CanonicalJSON
import DisputeModel
import EventLog
import Projections

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
    /// - Parameters:
    ///   - next: the next line; nil after the last. It is called on a second thread, which reads ahead.
    ///   - isAt: is told the number of each line before that is taken.
    package func importEvents(
        next: @escaping () -> ForeignLine?, by recorder: String, at now: Instant,
        _ options: ImportOptions = ImportOptions(), isAt: (Int) -> Void = { _ in }
    ) throws -> Import {
        let ahead = LinesAhead(size: { $0.count }) { next }
        defer { ahead.stop() }
        var result = Import()
        let (notes, register, first) = (PartyNotes(), try parties(), try nextPosition())
        do {
            try write { db, projector in
                var importing = ForeignLog(
                    session: try FilingSession(db, projector, at: now, random: random), recorder: recorder,
                    options: options)
                while let lines = try ahead.next() {
                    for line in lines {
                        isAt(line.number)
                        let object = try line.object.get()
                        do {
                            let before = result.added
                            try importing.file(object, line.key, &result)
                            guard result.added > before else { continue }
                            notes.note(object, register)
                            // Memory does not grow with what one transaction files.
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

    /// Takes back all that was written.
    private struct DryRun: Error {}
}

/// A line of a file to be imported, with all that is found without asking the log.
package struct ForeignLine: Sendable {
    let number: Int
    let object: Result<JSONObject, any Error>
    /// The key of a line that comes from no log: the hash of its canonical text.
    let key: String?
    /// Bytes of its text.
    let count: Int

    /// - Parameters:
    ///   - number: of the line in its file, from 1.
    ///   - object: reads the text; what it throws is thrown when the line's turn comes.
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
            // Who makes such files by a program has often written them so.
            return scanner.scan(span) ? TreeHash.leaf(utf8) : TreeHash.leaf(JSON.object(object).canonical)
        }
        key = ForeignLog.importKey + leaf.prefix(16).hexadecimal
    }

    /// A line that could not be read.
    package init(number: Int, _ error: any Error) {
        self.number = number
        (object, key, count) = (.failure(error), nil, 0)
    }
}
