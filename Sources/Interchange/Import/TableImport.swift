import CanonicalJSON
import Casebook
import DisputeModel
import Platform
import SystemPackage

/// Imports a table into a log, row by row, as a mapping says.
package final class TableImport {
    /// The options of one import.
    package struct Options {
        /// The number of events in one transaction, which become durable together.
        package var batch = 10_000
        /// Whether a single bad row keeps everything from being recorded.
        package var isStrict = false
        /// Whether the import is only tried, and nothing is recorded.
        package var isDryRun = false
        /// The value of `recordedBy` of the imported events.
        package var recorder = ""
        /// The marking of acts for which the mapping says none; nil for the default, public.
        package var marking: String?

        /// Whether the log is brought in line with the table: a changed row becomes a correction, and a row
        /// that is no longer in the table a retraction (or the event that the mapping has under `gone`).
        package var isSynced = false
        /// Whether a sync is allowed even if more than a tenth of the list's events no longer have a row.
        package var allowsManyGone = false

        package init() {}
    }

    private let table: Table
    private let mapping: Mapping
    private let reading: RowEvaluation
    private let fileName: String
    private var rejects: Rejects?
    private var report = ImportReport()
    /// The error that stopped the reading of the table before its end.
    private var failure: (any Error)?
    private var alike = RowOccurrences()
    /// Rows that wait because they refer to an event that is not in the log yet. `again` holds the rows of the
    /// current retry pass.
    private var waiting = DeferredRows()
    private var again: DeferredRows?
    /// Whether a row was accepted since the current pass began.
    private var hasProgressed = false
    private var isLastTry = false
    private var parties: RowParties
    /// Whether the key of every row could be read. If not, it is unknown which rows are gone.
    private var knowsAllKeys = true

    /// Opens the table and reads the mapping.
    ///
    /// - Parameters:
    ///   - file: the path of the table; `-` is standard input.
    ///   - path: the path of the mapping.
    ///   - tables: the paths of joined tables and code tables by their names in the mapping, for tables that are
    ///     neither in the mapping's folder nor in that of the imported table.
    ///   - parties: the parties that the log knows, against which the names in the rows are checked.
    ///   - rejects: the path of a new file for the rejected rows; nil to write none.
    /// - Throws: `TableError` if a table cannot be read or `rejects` exists, `MappingError` if the mapping is
    ///   wrong.
    package init(
        _ file: FilePath, mapping path: FilePath, tables: [String: FilePath] = [:], parties: PartyRegister,
        rejects: FilePath? = nil
    ) throws {
        let mappingFile = try MappingFile(path, importing: file, tables: tables)
        table = try Table(file, mappingFile.format)
        var reader = MappingReader(mappingFile, columns: table.columns, parties: parties)
        mapping = try reader.mapping()
        self.parties = RowParties(mapping.parties)
        fileName = file.lastComponent.map { FilePath(root: nil, [$0]).shown } ?? ""
        reading = RowEvaluation(
            fileName: fileName, empty: mapping.empty, values: mapping.values, joins: mapping.joins,
            words: mapping.words)
        self.rejects = try rejects.map { try Rejects(at: $0) }
    }

    /// Imports the rows.
    ///
    /// - Parameters:
    ///   - casebook: the log in which the events are recorded.
    ///   - options: how the import proceeds, and what the events have in common.
    ///   - now: gives the current instant, the recording time of the events.
    ///   - progress: called at intervals with the report so far and the share of the file that has been read,
    ///     from 0 to 1; nil if the size of the file is unknown.
    /// - Returns: the report.
    /// - Throws: `TableError` if the table cannot be read to its end; what was read before is recorded, unless
    ///   the import is strict, dry or a sync. `MappingError` if no row of the table matches any row of a joined
    ///   table.
    package func run(
        into casebook: Casebook, _ options: Options, at now: () throws -> Instant,
        progress: (ImportReport, Double?) -> Void = { _, _ in }
    ) throws -> ImportReport {
        let isWhole = options.isStrict || options.isDryRun || options.isSynced
        let first = try casebook.nextPosition()
        let isKept = {
            try self.checkJoins()
            if options.isStrict, self.report.bad > 0 { return false }
            return !options.isDryRun && (self.failure == nil || !isWhole)
        }
        // A joined table in which no row finds a match is a mistake in the mapping. Nothing becomes durable
        // until every joined table that was asked has matched.
        let batches: Casebook.Batches =
            isWhole
            ? .one(isKept: isKept)
            : .of(
                options.batch, mayEnd: { self.mapping.joins.allSatisfy { !$0.matchesNothing } },
                isKept: isKept
            )
        try casebook.file(
            batches, of: list(options), next: { self.nextOrFailure(options) }, by: options.recorder, at: now,
            note: { self.report.add($0, line: $0.kind == .gone ? nil : self.reading.row.line) }
        ) { filed in
            try self.count(filed)
            if self.report.rows % 256 == 0 { progress(self.report, self.table.share) }
        }
        try rejects?.close()
        if let failure { throw failure }
        report.empty = table.emptyRows
        report.mismatches = mapping.joins.compactMap(\.mismatch)
        report.parties = PartyReport(parties.filed, in: casebook, before: first)
        return report
    }

    private func checkJoins() throws {
        guard failure == nil else { return }
        for join in mapping.joins where join.matchesNothing {
            throw join.setting.wrong(
                "\(join.mismatch ?? "") Nothing was recorded.",
                "Check that by: names the right columns, and that both are written in the same way; a value of the mapping can convert them."
            )
        }
    }

    /// Returns the next row; nil at the end or after an error. The rows before the error are recorded
    /// nevertheless.
    private func nextOrFailure(_ options: Options) -> Casebook.ImportRow? {
        do {
            return try next(options)
        } catch {
            failure = error
            return nil
        }
    }

    // MARK: Rows

    /// Returns the next row that can be read and that the mapping does not skip; nil at the end.
    private func next(_ options: Options) throws -> Casebook.ImportRow? {
        while let item = try nextItem() {
            switch item {
            case .bad(let line, let words, let reason):
                knowsAllKeys = false
                try refuse(line, words, reason)
            case .row(let row, let isAgain, let ordinal):
                reading.begin(row, isAgain: isAgain)
                do {
                    if let filed = try importRow(ordinal, options) { return filed }
                    report.leftOut += 1
                } catch {
                    // The row is still part of the list: a sync must not treat its events as gone.
                    if options.isSynced { return absentRow(error.problem) }
                    try refuse(row.line, row.words, error.problem)
                }
            }
        }
        return nil
    }

    private enum Item {
        case row(TableRow, isAgain: Bool, ordinal: Int?)
        case bad(line: Int, words: String, reason: String)
    }

    /// Returns the rows of the table, then the waiting rows again and again, as long as a pass over them
    /// accepts at least one. The last pass refuses the rows that still wait.
    private func nextItem() throws -> Item? {
        if again == nil, failure == nil {
            do {
                if let item = try table.next() {
                    report.rows += 1
                    switch item {
                    case .row(let row): return .row(row, isAgain: false, ordinal: nil)
                    case .bad(let line, let words, let reason):
                        return .bad(line: line, words: words, reason: reason)
                    }
                }
            } catch {
                failure = error
            }
        }
        while true {
            if let (row, ordinal) = try again?.popLast() {
                return .row(row, isAgain: true, ordinal: ordinal)
            }
            guard !waiting.isEmpty else { return nil }
            if again != nil, !hasProgressed { isLastTry = true }
            (again, waiting, hasProgressed) = (waiting, DeferredRows(), false)
        }
    }

    /// Evaluates the mapping for the current row. Returns nil if the mapping skips the row.
    private func importRow(_ ordinal: Int?, _ options: Options) throws(RowError) -> Casebook.ImportRow? {
        guard try mapping.rows.accepts(reading) else { return nil }
        guard let plan = try dispute() else { throw RowError("The mapping has no dispute for this row.") }
        if mapping.usesHash { reading.ordinal = ordinal ?? alike.ordinal(of: reading.hash) }
        let id = try plan.id(reading)
        parties.begin()
        var drafts: [Casebook.ImportRow.Draft] = []
        for (number, event) in mapping.events.enumerated() where try event.choice.accepts(reading) {
            var draft = try event.form.object(reading)
            draft["dispute"] = .string(id)
            draft["key"] = .string(prefix + key(draft, number))
            if let marking = options.marking, draft["marking"] == nil, !Event(draft).isRecord {
                draft["marking"] = .string(marking)
            }
            try parties.check(draft)
            drafts.append(Casebook.ImportRow.Draft(draft) { [self] in formerKeys(event, number) })
        }
        if drafts.isEmpty, !mapping.events.isEmpty { return nil }
        return Casebook.ImportRow(dispute: id, drafts: drafts, isLast: isLastTry) { [reading] in
            try plan.openings(reading)
        }
    }

    private func dispute() throws(RowError) -> DisputePlan? {
        for plan in mapping.disputes where try plan.choice.accepts(reading) { return plan }
        return nil
    }

    private func count(_ filed: Casebook.Filed) throws {
        switch filed {
        case .filed(let events, let opened, let known, let repeated):
            report.events += events
            report.opened += opened
            report.known += known
            report.repeated += repeated
            hasProgressed = true
            if events > 0 { parties.noteFiled() }
        case .refused(let reason): try refuse(reading.row.line, reading.row.words, reason)
        case .waits: try waiting.append(reading.row, reading.ordinal)
        }
    }

    private func refuse(_ line: Int, _ words: String, _ reason: String) throws {
        report.add(reason, line: line)
        try rejects?.write(line: line, reason: reason, words: words)
    }

    // MARK: Keys

    private var prefix: String { mapping.list.map { "\($0):" } ?? "" }

    private func key(_ draft: JSONObject, _ number: Int) -> String {
        if let key = draft["key"]?.string { return key }
        return number == 0
            ? "\(Self.rowPrefix)\(reading.key)" : "\(Self.rowPrefix)\(reading.key)-\(number + 1)"
    }

    private static let rowPrefix = "row:"

    /// Keys under which the row may have been recorded before: version 0.1.0 used a fingerprint of the row's
    /// bytes, and keys had no prefix before the mapping named the list.
    private func formerKeys(_ event: EventPlan, _ number: Int) -> [String] {
        var keys: [String] = []
        func add(_ text: String?) { if let text, !keys.contains(text) { keys.append(text) } }
        func text() -> String? {
            guard let form = event.key else { return key(JSONObject(), number) }
            return (try? form.value(reading))?.string
        }
        if mapping.list != nil { add(text()) }
        if mapping.usesHash, reading.ordinal == 1 { add(reading.withLegacyHash { text() }) }
        return keys
    }

    /// A row that cannot be imported, with the keys of its events as far as they can be read.
    private func absentRow(_ problem: String) -> Casebook.ImportRow {
        var drafts: [Casebook.ImportRow.Draft] = []
        if mapping.usesHash { reading.ordinal = alike.ordinal(of: reading.hash) }
        for (number, event) in mapping.events.enumerated() {
            var draft = JSONObject()
            if let form = event.key {
                guard let text = (try? form.value(reading))?.string else {
                    knowsAllKeys = false
                    continue
                }
                draft["key"] = .string(text)
            }
            draft["key"] = .string(prefix + key(draft, number))
            drafts.append(Casebook.ImportRow.Draft(draft) { [self] in formerKeys(event, number) })
        }
        return Casebook.ImportRow(dispute: "", drafts: drafts, problem: problem) { [] }
    }

    private func list(_ options: Options) -> RowList {
        var list = RowList()
        list.prefix = prefix
        let beginnings = mapping.events.map { $0.key?.beginning ?? Self.rowPrefix }
        list.keys = Array(Set(beginnings + (mapping.list == nil ? [] : [prefix]))).sorted()
        let fields = Set(mapping.events.flatMap(\.fields)).union(Self.given)
        let kinds = mapping.events.map(\.kind)
        let disputes = mapping.disputes.map(\.beginning)
        list.fits = { event in
            (kinds.contains { $0 == nil || $0 == event.kindName })
                && event.fields.keys.allSatisfy { fields.contains($0) }
                && disputes.contains { event.dispute.utf8.starts(with: $0.utf8) }
        }
        list.saysMarking = mapping.events.contains { $0.fields.contains("marking") }
        list.isSynced = options.isSynced
        list.allowsManyGone = options.allowsManyGone
        list.gone = mapping.gone
        list.name = fileName
        list.isWhole = { self.knowsAllKeys && self.failure == nil }
        return list
    }

    /// Fields that any event may have, whatever the mapping says.
    private static let given: Set<String> = [
        "id", "recordedAt", "recordedBy", "dispute", "key", "origin", "marking",
    ]
}
