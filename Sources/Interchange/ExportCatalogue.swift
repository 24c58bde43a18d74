extension ExportFormat {
    /// All export formats, in the order in which the help lists them.
    package static let all: [ExportFormat] = [
        .jsonl,
        .csv,
        .cameo,
        .cloudEvents,
        .graphML,
        .sqlite,
    ]
}
