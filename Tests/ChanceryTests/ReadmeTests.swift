import DisputeModel
import EventLog
import Foundation
import Testing

@testable import chancery

/// The README's tour is run as it stands there: every line after `$ ` in a block marked `console`, on the fixture, on
/// Wednesday, 24 November 2021. What is sent to a file (`> FILE`), and a block that has a file's name beside its kind, can be
/// named in later lines. `RECORD=1` writes the answers anew.
@Suite struct ReadmeTests {
    @Test func `the README's examples give what the README says`() throws {
        let desk = try Desk()
        try #require(desk.run("restore", Desk.seed, "--name", "vienna.mfa.example").code == 0)
        // Signatures are the same every time if the key is.
        let key = try #require(SigningKey(line: Self.key))
        try desk.write(key.line, to: "config/chancery/keys/\(key.name)", mode: 0o600)
        try desk.tamper("UPDATE setting SET value = '\(key.verifierKey)' WHERE name = 'vkey'")
        desk.clock = try #require(Instant("2021-11-24T09:00:00.000Z"))
        var number: UInt64 = 0
        desk.random = {
            number += 1
            return number
        }
        let path = URL(fileURLWithPath: Desk.seed).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("README.md")
        let written = try String(contentsOf: path, encoding: .utf8)
        let played = try play(written, at: desk)
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try played.write(to: path, atomically: true, encoding: .utf8)
        } else {
            for (line, (is_, was)) in zip(lines(played), lines(written)).enumerated() where is_ != was {
                Issue.record("README.md:\(line + 1) says \"\(was)\", the program \"\(is_)\"")
                break
            }
            #expect(lines(played).count == lines(written).count)
        }
    }

    /// Signs nothing but the README.
    private static let key =
        "PRIVATE+KEY+vienna.mfa.example+e1e3b02a+AduW43ShiGPdso/KviRbxY0lRmcICWA2K3KX9NBGSEYa"

    private func play(_ text: String, at desk: Desk) throws -> String {
        var output: [String] = []
        var isExample = false
        var isFirst = true
        var files: Set<String> = []
        var block: (name: String, text: String)?
        for line in lines(text) {
            if line.hasPrefix("```") {
                isExample = line == "```console"
                isFirst = true
                if let done = block {
                    try desk.write(done.text, to: done.name)
                    files.insert(done.name)
                }
                let fence = line.split(separator: " ")
                block = fence.count == 2 ? (String(fence[1]), "") : nil
            } else {
                block?.text += line + "\n"
            }
            if !isExample || line.hasPrefix("```") {
                output.append(line)
            } else if line.hasPrefix("$ chancery ") {
                if !isFirst { output.append("") }
                isFirst = false
                output.append(line)
                var words = try words(String(line.dropFirst("$ chancery ".count)))
                    .map { files.contains($0) ? "\(desk.folder)/\($0)" : $0 }
                if let redirection = words.firstIndex(of: ">") {
                    let file = words[redirection + 1]
                    files.insert(file)
                    words.removeLast(words.count - redirection)
                    let said = desk.run(words)
                    #expect(said.code == 0, "\(line): \(said.err)")
                    try desk.write(said.out, to: file)
                    output += lines(said.err).dropLast()
                    continue
                }
                let said = desk.run(words)
                output += lines(said.out + said.err).dropLast().map { $0.replacing(desk.folder, with: "~") }
            }
        }
        return output.joined(separator: "\n")
    }

    private func lines(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// Splits a command line as a shell does, as far as the README goes: spaces, and double quotation marks.
    private func words(_ line: String) throws -> [String] {
        var words: [String] = []
        var word: String?
        var isQuoted = false
        for character in line {
            switch character {
            case "\"":
                isQuoted.toggle()
                word = word ?? ""
            case " " where !isQuoted:
                if let done = word { words.append(done) }
                word = nil
            default: word = (word ?? "") + String(character)
            }
        }
        try #require(!isQuoted)
        return words + (word.map { [$0] } ?? [])
    }
}
