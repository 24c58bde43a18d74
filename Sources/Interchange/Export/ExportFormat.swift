import Casebook

/// A form in which events leave the house.
///
/// To add one is to add a file under `Formats/`, and its line to `all`.
package struct ExportFormat: Sendable {
    package let name: String
    /// What comes out, for the help: a sentence or two.
    package let summary: String
    package let content: Content
    /// Whether each line is JSON, or a part of it.
    package let isJSON: Bool
    private let writer: @Sendable (Excerpt, (String) -> Void) throws -> Void

    /// What the events are that it writes.
    package enum Content: Sendable {
        /// Ink: the texts as they were recorded, the corrections and retractions among them as events of their own.
        case asRecorded
        /// Pencil: the events as they are known now.
        case asKnown
    }

    package static let all: [ExportFormat] = [
        .jsonl,
        .csv,
        .cameo,
        .cloudEvents,
        .graphML,
    ]

    init(
        _ name: String, _ content: Content, isJSON: Bool = false, summary: String,
        writer: @escaping @Sendable (Excerpt, (String) -> Void) throws -> Void
    ) {
        self.name = name
        self.summary = summary
        self.content = content
        self.isJSON = isJSON
        self.writer = writer
    }

    /// Writes the excerpt, a line at a time.
    package func write(_ excerpt: Excerpt, _ print: (String) -> Void) throws { try writer(excerpt, print) }
}
