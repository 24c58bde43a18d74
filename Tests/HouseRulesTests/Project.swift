import Foundation

/// The project's own files.
enum Project {
    struct File {
        let path: String
        let lines: [String]

        /// The modules that it imports.
        var imports: [String] {
            // What is built only with a trait is indented.
            let indent = lines.first?.hasPrefix("#if ") == true ? 4 : 0
            // Few lines need the pattern, which is slow.
            return lines.lazy.map { $0.dropFirst($0.hasPrefix("    ") ? indent : 0) }
                .filter { $0.hasPrefix("import ") || $0.hasPrefix("@testable ") }
                .compactMap { $0.firstMatch(of: /^(?:@testable )?import (?:[a-z]+ )?(\w+)/)?.output.1 }
                .map(String.init)
        }
    }

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    static func files(under folder: String, ending: String) throws -> [File] {
        let names = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)
        let paths = (names?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(ending) }
        return try paths.sorted().map { name in
            let path = "\(folder)/\(name)"
            return File(path: path, lines: try text(path).components(separatedBy: "\n"))
        }
    }

    /// The files of each room under Sources. They are read once. A file that stands in for another where a trait is off
    /// is left out.
    static func rooms() throws -> [String: [SourceFile]] { try parsed.get() }

    private static let parsed = Result {
        let files = try Project.files(under: "Sources", ending: ".swift").filter {
            $0.lines.first?.hasPrefix("#if !") != true
        }
        return Dictionary(grouping: files) { String($0.path.split(separator: "/")[1]) }.mapValues { files in
            files.map { SourceFile(path: $0.path, text: $0.lines.joined(separator: "\n")) }
        }
    }
}
