import Casebook
import EventLog
import TextSafety

extension ExportFormat {
    /// An SQLite file with the tables of `ExportSchema`.
    package static let sqlite = ExportFormat(
        "sqlite", .asKnown,
        summary: """
            A new SQLite file, named before the disputes, with everything as known now in plain tables: events with \
            their texts and their steps in their disputes, disputes with sides and phases, obligations with what was \
            done about them, measures, dates, parties, references, tags, sources, checkpoints, settings. `.schema` \
            explains each column. Tables and columns that the log's own views also have mean the same in both, except \
            that events here are as known now. With --max-marking the events get new numbers.
            """,
        file: { source, path in
            try NewDatabase.create(at: path) { file in try ExportDatabase(file, source).fill() }
        })
}
