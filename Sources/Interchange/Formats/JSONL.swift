import Casebook

extension ExportFormat {
    package static let jsonl = ExportFormat(
        "jsonl", .asRecorded, isJSON: true,
        summary: """
            The canonical JSON of each event on a line, as it was recorded. `chancery restore` makes the same log of it \
            again, if it is of the whole log and nothing is left out; `chancery import` takes it into another.
            """
    ) { source, print in
        try source.forEachText { print($1) }
    }
}
