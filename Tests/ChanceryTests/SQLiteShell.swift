import CanonicalJSON
import Foundation
import Interchange
import Testing

@testable import chancery

/// What somebody sees who opens a file with the sqlite3 shell.
struct SQLiteShell {
    let file: String
    /// So that its folder stays as long.
    let desk: Desk

    private static let program = "/usr/bin/sqlite3"
    static let isInstalled = FileManager.default.isExecutableFile(atPath: program)

    /// A row a line, as objects with the columns' names.
    func rows(_ sql: String) throws -> [JSONObject] {
        let said = try ask(sql)
        guard !said.isEmpty else { return [] }
        return try JSON.parse(said).array?.compactMap(\.object) ?? []
    }

    func texts(_ sql: String, _ column: String) throws -> [String] {
        try rows(sql).compactMap { $0[column]?.string }
    }

    private func ask(_ sql: String) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: Self.program)
        process.arguments = ["-readonly", "-json", file, sql]
        let (output, complaints) = (Pipe(), Pipe())
        (process.standardOutput, process.standardError) = (output, complaints)
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        let complaint = complaints.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(sql): \(String(decoding: complaint, as: UTF8.self))")
        return String(decoding: said, as: UTF8.self)
    }
}

extension Desk {
    func bytes(_ name: String) -> Data? { FileManager.default.contents(atPath: "\(folder)/\(name)") }

    /// What lies in the folder.
    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] }

    /// An export of any format; of one that is a file, its bytes are the answer, each a character.
    func export(_ format: ExportFormat, _ more: String...) -> Said {
        guard format.isFile else { return run(["export", "--format", format.name] + more) }
        let name = "export-\(UUID().uuidString)"
        let said = run(["export", "--format", format.name, "\(folder)/\(name)"] + more)
        let bytes = bytes(name) ?? Data()
        return Said(code: said.code, out: String(bytes.map { Character(Unicode.Scalar($0)) }), err: said.err)
    }
}
