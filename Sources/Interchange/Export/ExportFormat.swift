import Casebook
import SystemPackage

/// A format of `chancery export`.
///
/// To add a format, add a file under `Formats/` and a line in `ExportCatalogue.swift`.
package struct ExportFormat: Sendable {
    /// The name that `--format` accepts.
    package let name: String
    /// What the format contains, for the help: a few sentences.
    package let summary: String
    /// Which version of the events it contains.
    package let content: Content
    /// Where the output goes, and the function that writes it.
    package let output: Output

    /// Which version of the events a format contains.
    package enum Content: Sendable {
        /// The event texts as recorded; corrections and retractions are events of their own.
        case asRecorded
        /// The events as known now: corrections are applied, and retractions are marked or left out.
        case asKnown
    }

    /// Where the output goes, and the function that writes it.
    package enum Output: Sendable {
        /// To standard output, line by line. The function calls its second argument with each line, without the
        /// line end. `isJSON` says whether each line is JSON or part of a JSON text.
        case lines(isJSON: Bool, @Sendable (ExportSource, (String) -> Void) throws -> Void)
        /// To a new file at `path`. The function returns the number of events written.
        case file(@Sendable (ExportSource, _ path: FilePath) throws -> Int)
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
        file writer: @escaping @Sendable (ExportSource, _ path: FilePath) throws -> Int
    ) {
        self.name = name
        self.summary = summary
        self.content = content
        output = .file(writer)
    }

    /// Whether the format needs a file name, because it writes a file and not to standard output.
    package var isFile: Bool {
        if case .file = output { true } else { false }
    }
}
