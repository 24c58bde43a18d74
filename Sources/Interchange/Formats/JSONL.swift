import Casebook

extension ExportFormat {
    /// The recorded texts, one JSON object per line.
    package static let jsonl = ExportFormat(
        "jsonl", .asRecorded, isJSON: true,
        summary: """
            The canonical JSON of each event, one per line, as it was recorded. Restoring it makes the same log \
            again, if it has the whole log and nothing is left out; importing it adds its events to another log.
            """
    ) { source, print in
        try source.forEachText { print($1) }
    }
}
