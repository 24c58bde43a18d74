extension ExportFormat {
    /// In the order in which help lists them.
    package static let all: [ExportFormat] = [
        .jsonl,
        .csv,
        .cameo,
        .cloudEvents,
        .graphML,
        .sqlite,
    ]
}
