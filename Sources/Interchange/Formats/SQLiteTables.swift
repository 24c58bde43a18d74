import Casebook
import EventLog
import TextSafety

extension ExportFormat {
    /// An SQLite file with the tables of `ExportSchema`.
    package static let sqlite = ExportFormat(
        "sqlite", .asKnown,
        summary: """
            A new SQLite file, named before the disputes, with everything as known now in plain tables: events with their \
            texts and their steps in their disputes, disputes with sides and phases, obligations with what was done about \
            them, measures, dates, parties, references, tags, sources, checkpoints, settings. `.schema` says of each \
            column what stands in it. Tables and columns that the log's own views have too mean the same in both, but \
            that events are here as known now. Up to a marking events are numbered anew.
            """,
        file: { source, path in
            try NewDatabase.create(at: path) { file in try ExportDatabase(file, source).fill() }
        })
}
