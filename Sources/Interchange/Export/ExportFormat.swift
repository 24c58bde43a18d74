import Casebook

/// A form in which events leave the house.
///
/// To add one is to add a file under `Formats/`, and its line to `all`.
package struct ExportFormat: Sendable {
    package let name: String
    /// What comes out, for the help: a sentence or two.
    package let summary: String
    package let content: Content
    package let output: Output

    /// What the events are that it writes.
    package enum Content: Sendable {
        /// Ink: the texts as they were recorded, the corrections and retractions among them as events of their own.
        case asRecorded
        /// Pencil: the events as they are known now.
        case asKnown
    }

    /// Where it goes.
    package enum Output: Sendable {
        /// To standard output, a line at a time. `isJSON`: each line is JSON, or a part of it.
        case lines(isJSON: Bool, @Sendable (Excerpt, (String) -> Void) throws -> Void)
        /// Into a new file of this name; gives the number of its events.
        case file(@Sendable (Excerpt, _ path: String) throws -> Int)
    }

    package static let all: [ExportFormat] = [
        .jsonl,
        .csv,
        .cameo,
        .cloudEvents,
        .graphML,
        .sqlite,
    ]

    init(
        _ name: String, _ content: Content, isJSON: Bool = false, summary: String,
        writer: @escaping @Sendable (Excerpt, (String) -> Void) throws -> Void
    ) {
        self.name = name
        self.summary = summary
        self.content = content
        output = .lines(isJSON: isJSON, writer)
    }

    init(
        _ name: String, _ content: Content, summary: String,
        file writer: @escaping @Sendable (Excerpt, _ path: String) throws -> Int
    ) {
        self.name = name
        self.summary = summary
        self.content = content
        output = .file(writer)
    }

    /// Whether it is written into a file, which has to be named, and not to standard output.
    package var isFile: Bool {
        if case .file = output { true } else { false }
    }
}
