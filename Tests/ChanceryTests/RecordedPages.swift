import FoundationEssentials
import Testing

/// Pages as they were when somebody last looked at them, under `Recorded/`. `RECORD=1 swift test` writes them anew; the
/// difference is for a person to read.
enum RecordedPages {
    static func expect(
        _ text: String, matches name: String, ending: String = "txt",
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let path = "\(folder)/\(name).\(ending)"
        if ProcessInfo.processInfo.environment["RECORD"] != nil {
            try Data(text.utf8).write(to: URL(filePath: path))
            return
        }
        let recorded = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
        #expect(
            text == recorded, "\(name) has changed; RECORD=1 swift test writes it anew",
            sourceLocation: sourceLocation)
    }

    private static var folder: String {
        "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/") + "/Recorded"
    }
}
