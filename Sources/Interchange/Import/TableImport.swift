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

        package init() {}
    }

    private let table: Table
    private let mapping: Mapping
    private let reading: Reading
    private var rejects: Rejects?
    private var report = ImportReport()
    /// Why the table ended before its end.
    private var failure: (any Error)?

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
        reading = Reading(
            fileName: file.nameInPath.shown, empty: mapping.empty,
            values: mapping.values, joins: mapping.joins)
        self.rejects = try rejects.map { try Rejects(at: $0) }
    }

    /// `progress` is told now and then how far it is, with the share of the file that has been read where that is known.
    package func run(
        into casebook: Casebook, _ options: Options, at now: () throws -> Instant,
        progress: (ImportReport, Double?) -> Void = { _, _ in }
    ) throws -> ImportReport {
        let isWhole = options.isStrict || options.isDryRun
        try casebook.file(
            isWhole
                ? .one { !options.isDryRun && self.report.bad == 0 && self.failure == nil }
                : .of(options.batch),
            next: { self.nextOrFailure(options) }, by: options.recorder, at: now
        ) { filed in
            try self.take(filed)
            if self.report.rows % 256 == 0 { progress(self.report, self.table.share) }
        }
        try rejects?.close()
        if let failure { throw failure }
        return report
    }

    /// What has been read of a table that cannot be read on is filed all the same.
    private func nextOrFailure(_ options: Options) -> Casebook.Slip? {
        do {
            return try next(options)
        } catch {
            failure = error
            return nil
        }
    }

    /// What the next row says that can be read and is meant.
    private func next(_ options: Options) throws -> Casebook.Slip? {
        while let item = try table.next() {
            report.rows += 1
            switch item {
            case .bad(let line, let words, let reason): try refuse(line, words, reason)
            case .row(let row):
                do {
                    if let slip = try slip(of: row, options) { return slip }
                    report.leftOut += 1
                } catch {
                    try refuse(row.line, row.words, error.problem)
                }
            }
        }
        return nil
    }

    /// nil for a row that the mapping leaves out.
    private func slip(of row: TableRow, _ options: Options) throws(RowFault) -> Casebook.Slip? {
        reading.begin(row)
        guard try mapping.rows.takes(reading) else { return nil }
        guard let plan = try dispute() else { throw RowFault("No dispute of the mapping is for such a row.") }
        guard let id = try plan.id.text(reading) else { throw RowFault("The dispute's id is empty.") }
        var drafts: [JSONObject] = []
        for (number, event) in mapping.events.enumerated() where try event.choice.takes(reading) {
            var draft = try event.form.object(reading)
            draft["dispute"] = .string(id)
            if draft["key"] == nil {
                let key = "row:\(reading.hash)"
                draft["key"] = .string(number == 0 ? key : "\(key)-\(number + 1)")
            }
            if let marking = options.marking, draft["marking"] == nil, !(Event(draft).kind?.isRecord ?? false)
            {
                draft["marking"] = .string(marking)
            }
            try checkParties(draft)
            drafts.append(draft)
        }
        if drafts.isEmpty, !mapping.events.isEmpty { return nil }
        return Casebook.Slip(dispute: id, drafts: drafts) { [reading] in try plan.openings(reading) }
    }

    /// The clerk would say the same, and look for whom else might be meant: too long for each row of a large table.
    private func checkParties(_ draft: JSONObject) throws(RowFault) {
        for key in ["actors", "addressees"] {
            for case .string(let reference) in draft[key]?.array ?? []
            where !mapping.parties.isKnown(reference) {
                throw RowFault(FilingError.unknownParty(reference, suggestions: []).sentences.problem)
            }
        }
    }

    private func dispute() throws(RowFault) -> DisputePlan? {
        for plan in mapping.disputes where try plan.choice.takes(reading) { return plan }
        return nil
    }

    private func take(_ filed: Casebook.Filed) throws {
        switch filed {
        case .filed(let events, let opened, let known):
            report.events += events
            report.opened += opened
            report.known += known
        case .refused(let reason): try refuse(reading.row.line, reading.row.words, reason)
        }
    }

    private func refuse(_ line: Int, _ words: String, _ reason: String) throws {
        report.add(reason, line: line)
        try rejects?.write(line: line, reason: reason, words: words)
    }
}
