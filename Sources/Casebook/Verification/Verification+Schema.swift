import Answers
import EventLog
import Projections
import SQLite

extension Verification {
    /// Checks 2 and 4, for the file's schema. Anything that is not in the program's schema does not belong in a log.
    func checkSchema(_ db: Database, _ report: inout VerificationReport) throws {
        func find(_ point: Int, _ words: String) {
            report.findings.append(Finding(point: point, position: nil, dispute: nil, words: words))
        }
        let version = try LogAudit(db).version()
        let marks = try Watermark.all(db)
        // An earlier version of the program writes files of its own version, and never with the current rules.
        let isOfBoth =
            version.map { $0 < LogSchema.version } ?? false
            && marks.contains { $0.rules == Rules.fingerprint }
        if version == nil || isOfBoth {
            find(2, "the number of the file's format is not what it should be")
        }
        var audit = try SchemaAudit(db)
        for words in try audit.findings(LogSchema.sql(ofVersion: version ?? LogSchema.version)) {
            find(2, words)
        }
        if audit.has(table: "projection") {
            for words in try audit.findings(ProjectionSchema.generationList) { find(4, words) }
        }
        for words in try Self.wrong(marks, head: Log(db).head().position) { find(4, words) }
        for mark in marks where [ProjectionSchema.live, ProjectionSchema.building].contains(mark.name) {
            let schema = ProjectionSchema(generation: mark.generation)
            let isLive = mark.name == ProjectionSchema.live
            guard mark.rules == Rules.fingerprint else {
                let digest = audit.digest(
                    tables: schema.tables, views: isLive ? ProjectionSchema.viewNames : [],
                    generation: mark.generation)
                // Unknown rules are reported by another check.
                if let release = Rules.ofReleases[mark.rules],
                    digest != (isLive ? release.tablesAndViews : release.tables)
                {
                    find(
                        4,
                        "the tables of the \(mark.name) projections are not those of version \(release.version)"
                    )
                }
                continue
            }
            for words in try audit.findings(isLive ? schema.sql + schema.views : schema.sql) {
                find(4, words)
            }
        }
        if marks.contains(where: { $0.name == SearchIndex.mark }) || audit.has(table: SearchIndex.table) {
            for words in try audit.findings(SearchIndex.sql(SearchIndex.table, keepingTexts: false)) {
                find(
                    4, "the search index is not what it should be: \(words)")
            }
        }
        for words in audit.unexpected { find(2, words) }
    }

    /// Rows in the list of projections that this program does not write.
    private static func wrong(_ marks: [Watermark], head: Int) -> [String] {
        let names = [ProjectionSchema.live, ProjectionSchema.building, SearchIndex.mark]
        let generations = marks.filter { $0.name != SearchIndex.mark }.map(\.generation)
        return marks.compactMap { mark in
            if !names.contains(where: { $0.utf8.elementsEqual(mark.name.utf8) }) {
                return "the list of projections has a row that is not Chancery's"
            }
            let isSound =
                switch mark.name {
                case ProjectionSchema.building: mark.position == 0 && mark.generation > 0
                case SearchIndex.mark: mark.generation == 1 && (0...head).contains(mark.position)
                default: mark.generation > 0
                }
            return isSound ? nil : "the list of projections says of \(mark.name) what Chancery does not write"
        }
            + (Set(generations).count < generations.count
                ? ["the list of projections names a generation twice"] : [])
    }
}
