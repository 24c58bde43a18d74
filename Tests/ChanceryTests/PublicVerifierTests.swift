import EventLog
import Foundation
import Testing
import TimeLimits

@testable import chancery

/// Somebody else's program, Go's `golang.org/x/mod/sumdb`, reads our checkpoints and proofs.
@Suite(
    .endsInTime,
    .enabled(
        if: GoVerifier.isInstalled,
        "Go's packages for transparency logs are not installed (Debian: golang-go, golang-golang-x-mod-dev).")
)
struct PublicVerifierTests {
    @Test func `Go's packages take every checkpoint and proof, and refuse each that was changed`() throws {
        let desk = try Desk()
        try #require(desk.run("restore", Desk.seed, "--name", "vienna.mfa.example").code == 0)
        let key = try #require(desk.run("checkpoint", "--key").lines.first)
        var texts = [desk.run("checkpoint").out]
        let first = try desk.write(texts[0], to: "first")
        for position in 1...54 { texts.append(desk.run("prove", "\(position)").out) }
        for _ in 1...12 {
            desk.run("record", "note", "rus-un-donation", "--by", "RUS", "--on", "2021-11-18")
            texts.append(desk.run("prove", "--from", first).out)
        }
        texts.append(desk.run("checkpoint", "--new-key").out)
        texts.append(desk.run("prove", "--from", first).out)
        let verifier = try GoVerifier(in: desk)
        let answers = try verifier.check(texts, key: key)
        #expect(answers.count == texts.count)
        for (text, answer) in zip(texts, answers) { #expect(answer == "holds", "\(text)") }

        // A changed character in every line, where the line is longer than one, in its middle.
        let changed = [texts[0], texts[28], texts[60]].flatMap { text in
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            return lines.indices.filter { !lines[$0].isEmpty }.map { index in
                var changed = lines
                var line = Array(lines[index])
                line[line.count / 2] = line[line.count / 2] == "A" ? "B" : "A"
                changed[index] = String(line)
                return changed.joined(separator: "\n")
            }
        }
        for (text, answer) in zip(changed, try verifier.check(changed, key: key)) {
            #expect(answer.hasPrefix("refused"), "\(text)")
        }
        let stranger = try #require(SigningKey(name: "vienna.mfa.example")).verifierKey.description
        #expect(try verifier.check(texts, key: stranger).allSatisfy { $0.hasPrefix("refused") })
    }
}

/// `PublicVerifier/main.go`, built.
private struct GoVerifier {
    private let desk: Desk
    private var program: String { desk.folder + "/verifier" }

    /// Where Debian puts packages of Go.
    private static let packages = "/usr/share/gocode"

    static var isInstalled: Bool {
        ["/usr/bin/go", "\(packages)/src/golang.org/x/mod/sumdb/tlog"].allSatisfy {
            FileManager.default.fileExists(atPath: $0)
        }
    }

    init(in desk: Desk) throws {
        self.desk = desk
        let source =
            "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/")
            + "/PublicVerifier/main.go"
        _ = try run("/usr/bin/go", ["build", "-o", program, source])
    }

    /// An answer for each text.
    func check(_ texts: [String], key: String) throws -> [String] {
        let files = try texts.enumerated().map { try desk.write($0.element, to: "text-\($0.offset)") }
        return try run(program, [key] + files).split(separator: "\n").map(String.init)
    }

    private func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = [
            "GO111MODULE": "off", "GOPATH": Self.packages, "GOCACHE": desk.folder + "/go-cache",
            "HOME": desk.folder, "PATH": "/usr/bin:/bin",
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return said
    }
}
