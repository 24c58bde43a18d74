import Casebook

/// A format in which events are exported.
///
/// To add one is to add a file under `Formats/`, and its line in `ExportCatalogue.swift`.
package struct ExportFormat: Sendable {
    package let name: String
    /// What comes out, for the help: a sentence or two.
    package let summary: String
    package let content: Content
    package let output: Output

    /// What the events are that it writes.
    package enum Content: Sendable {
        /// The texts as they were recorded, the corrections and retractions among them as events of their own.
        case asRecorded
        /// The events as they are known now.
        case asKnown
    }

    /// Where it goes.
    package enum Output: Sendable {
        /// To standard output, a line at a time. `isJSON`: each line is JSON, or a part of it.
        case lines(isJSON: Bool, @Sendable (ExportSource, (String) -> Void) throws -> Void)
        /// Into a new file of this name; gives the number of its events.
        case file(@Sendable (ExportSource, _ path: String) throws -> Int)
    }

    init(
        _ name: String, _ content: Content, isJSON: Bool = false, summary: String,
        writer: @escaping @Sendable (ExportSource, (String) -> Void) throws -> Void
    ) {
        self.name = name
        self.summary = summary
        self.content = content
        output = .lines(isJSON: isJSON, writer)
    }

    init(
        _ name: String, _ content: Content, summary: String,
        file writer: @escaping @Sendable (ExportSource, _ path: String) throws -> Int
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
