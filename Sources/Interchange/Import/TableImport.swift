import CanonicalJSON
import Casebook
import DisputeModel
import FileSystem

/// Takes a table into a log, row by row, as a mapping says.
package final class TableImport {
    /// What is chosen for one import.
    package struct Options {
        /// Events that become durable together.
        package var batch = 10_000
        /// One bad row, and nothing is filed.
        package var isStrict = false
        /// Everything is tried, and nothing is filed.
        package var isDryRun = false
        package var recorder = ""
        /// The marking of acts of which the mapping says none.
        package var marking: String?

        /// The log is brought in line with the list: a changed row is a correction, one that has gone a retraction.
        package var isSynced = false
        /// However many rows have gone.
        package var takesManyGone = false

        package init() {}
    }

    private let table: Table
    private let mapping: Mapping
    private let reading: RowEvaluation
    private let fileName: String
    private var rejects: Rejects?
    private var report = ImportReport()
    /// Why the table ended before its end.
    private var failure: (any Error)?
    private var alike = AlikeRows()
    /// Rows that name what has not come so far, and those of them that are being tried again.
    private var waiting = WaitingRows()
    private var again: WaitingRows?
    /// Some of them could be filed since they were tried last.
    private var hasProgressed = false
    private var isLastTry = false
    private var parties: RowParties
    /// The key of every row could be read.
    private var knowsAllKeys = true

    /// `tables` says where tables are that lie neither beside the mapping nor beside the file; `rejects` is a file for the
    /// rows that are not taken.
    package init(
        _ file: String, mapping path: String, tables: [String: String] = [:], parties: PartyRegister,
        rejects: String? = nil
    ) throws {
        let mappingFile = try MappingFile(path, importing: file, tables: tables)
        table = try Table(file, mappingFile.format)
        var reader = MappingReader(mappingFile, columns: table.columns, parties: parties)
        mapping = try reader.mapping()
        self.parties = RowParties(mapping.parties)
        fileName = file.nameInPath.shown
        reading = RowEvaluation(
            fileName: fileName, empty: mapping.empty, values: mapping.values, joins: mapping.joins,
            words: mapping.words)
        self.rejects = try rejects.map { try Rejects(at: $0) }
    }

    /// `progress` is told now and then how far it is, with the share of the file that has been read where that is known.
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
        // A further table in which no row finds anything is a mistake, and nothing is durable before that is known.
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
                "\(join.mismatch ?? "") Nothing was filed.",
                "See whether by: names the right columns, and whether both are written alike; a value of the mapping can bring them to one form."
            )
        }
    }

    /// What has been read of a table that cannot be read on is filed all the same.
    private func nextOrFailure(_ options: Options) -> Casebook.ImportRow? {
        do {
            return try next(options)
        } catch {
            failure = error
            return nil
        }
    }

    // MARK: Rows

    /// What the next row says that can be read and is meant.
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
                    // It is in the list all the same.
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

    /// The rows of the table; then those that wait, as long as some of them find what they wait for.
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
            (again, waiting, hasProgressed) = (waiting, WaitingRows(), false)
        }
    }

    /// nil for a row that the mapping leaves out.
    private func importRow(_ ordinal: Int?, _ options: Options) throws(RowError) -> Casebook.ImportRow? {
        guard try mapping.rows.accepts(reading) else { return nil }
        guard let plan = try dispute() else { throw RowError("No dispute of the mapping is for such a row.") }
        if mapping.usesHash { reading.ordinal = ordinal ?? alike.ordinal(of: reading.hash) }
        let id = try plan.id(reading)
        parties.begin()
        var drafts: [Casebook.ImportRow.Draft] = []
        for (number, event) in mapping.events.enumerated() where try event.choice.accepts(reading) {
            var draft = try event.form.object(reading)
            draft["dispute"] = .string(id)
            draft["key"] = .string(prefix + key(draft, number))
            if let marking = options.marking, draft["marking"] == nil, !(Event(draft).kind?.isRecord ?? false)
            {
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

    /// Keys under which the row may have been filed before: by version 0.1.0, whose fingerprint was that of the row's bytes;
    /// or before the list had a name.
    private func formerKeys(_ event: EventPlan, _ number: Int) -> [String] {
        var keys: [String] = []
        func add(_ text: String?) { if let text, !keys.contains(text) { keys.append(text) } }
        func text() -> String? {
            guard let form = event.key else { return key(JSONObject(), number) }
            return (try? form.value(reading))?.string
        }
        if mapping.list != nil { add(text()) }
        if mapping.usesHash, reading.ordinal == 1 { add(reading.formerly { text() }) }
        return keys
    }

    /// A row that cannot be taken, with its keys where these can be read.
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
        list.takesManyGone = options.takesManyGone
        list.gone = mapping.gone
        list.name = fileName
        list.isWhole = { self.knowsAllKeys && self.failure == nil }
        return list
    }

    /// What every event has, whatever the mapping says.
    private static let given: Set<String> = [
        "id", "recordedAt", "recordedBy", "dispute", "key", "origin", "marking",
    ]
}
