import DisputeModel
import EventLog
import Foundation
import Rendering
import Testing
import TimeLimits
import TextSafety

@testable import chancery

/// The examples of the README and of the guides are run as they stand there: every line after `$ ` in a block marked `console`,
/// on the log of the fixture, on Wednesday, 24 November 2021. Each file is a session of its own. What is sent to a file
/// (`> FILE`), and a block that has a file's name beside its kind, can be named in later lines. `RECORD=1` writes the answers
/// anew.
@Suite(.endsInTime) struct GuideTests {
    private static let root = URL(fileURLWithPath: Desk.seed).deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let catalogue = "Sources/chancery/Chancery.docc"

    /// The guides' files, without the page that lists them.
    private static let files: [String] = {
        let names = try? FileManager.default.contentsOfDirectory(
            atPath: root.appendingPathComponent(catalogue).path)
        return (names ?? []).filter { $0 != "Chancery.md" }.map { String($0.dropLast(".md".count)) }.sorted()
    }()

    @Test(arguments: ["README.md"] + files.map { "\(catalogue)/\($0).md" })
    func `the examples of a guide give what it says`(file: String) throws {
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
        let path = Self.root.appendingPathComponent(file)
        let written = try String(contentsOf: path, encoding: .utf8)
        let played = try play(written, at: desk)
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try played.write(to: path, atomically: true, encoding: .utf8)
        } else {
            for (line, (is_, was)) in zip(lines(played), lines(written)).enumerated() where is_ != was {
                Issue.record("\(file):\(line + 1) says \"\(was)\", the program \"\(is_)\"")
                break
            }
            #expect(lines(played).count == lines(written).count)
        }
    }

    @Test func `every guide is built in, as it is written, and listed`() throws {
        #expect(Guides.names.sorted() == Self.files.map(Guides.name(ofFile:)).sorted())
        let desk = try Desk()
        let help = desk.run("help").out
        for file in Self.files {
            let name = Guides.name(ofFile: file)
            let text = try String(
                contentsOf: Self.root.appendingPathComponent("\(Self.catalogue)/\(file).md"), encoding: .utf8)
            #expect(Guides.text(named: name) == text, "\(name): the program has another text")
            #expect(Guides.text(named: file) == text)
            #expect(
                desk.run("help", name).out.hasPrefix("\(lines(text)[0].dropFirst(2).uppercased())\n\n"),
                "\(name)")
            #expect(help.contains("\n  \(name) "), "\(name)")
        }
    }

    @Test(arguments: [40, 80, 200])
    func `a guide fits the terminal, but for what is to be typed or was printed`(
        width: Int
    ) throws {
        let desk = try Desk()
        desk.terminal.width = width
        for file in Self.files {
            let text = try String(
                contentsOf: Self.root.appendingPathComponent("\(Self.catalogue)/\(file).md"), encoding: .utf8)
            // Every other part of a text split at the fences is code.
            let code = text.split(separator: "\n```", omittingEmptySubsequences: false).enumerated()
            let verbatim = Set(
                code.filter { !$0.offset.isMultiple(of: 2) }.flatMap { lines(String($0.element)) })
            for line in lines(desk.run("help", Guides.name(ofFile: file)).out)
            where line.displayWidth > min(width, 100) {
                #expect(verbatim.contains(line), "\(file): \(line)")
            }
        }
    }

    @Test func `who asks for a guide that there is not is told which are near`() throws {
        let answer = try Desk().run("help", "prof")
        #expect(answer.code == 64)
        #expect(
            answer.err
                == "chancery: There is no command or guide \"prof\".\nDid you mean `proof` or `check-proof`?\n"
        )
    }

    @Test func `help prints one guide or the help of one command, and names what is too much`() throws {
        let desk = try Desk()
        for (words, said) in [
            (
                ["tour", "recording"],
                "\"recording\" is too much: one guide is printed at a time.\nWrite `chancery help tour`."
            ),
            (["nosuch", "tour"], "There is no command or guide \"nosuch\".\n`chancery help` lists them."),
            (["parties", "ad"], "parties has no command \"ad\".\n`chancery help parties` explains it."),
            (["status", "tour"], "status has no command \"tour\".\n`chancery help status` explains it."),
        ] {
            let answer = desk.run(["help"] + words)
            #expect(answer.code == 64 && answer.out.isEmpty)
            #expect(answer.err == "chancery: \(said)\n")
        }
        #expect(desk.run("help", "parties", "add").out.contains("USAGE: chancery parties add "))
    }

    /// Signs nothing but these examples.
    private static let key =
        "PRIVATE+KEY+vienna.mfa.example+e1e3b02a+AduW43ShiGPdso/KviRbxY0lRmcICWA2K3KX9NBGSEYa"

    private func play(_ text: String, at desk: Desk) throws -> String {
        var output: [String] = []
        var isExample = false
        var isFirst = true
        var files: Set<String> = []
        var block: (name: String, text: String)?
        var begun = ""
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
            } else if line.hasPrefix("$ chancery ") || !begun.isEmpty {
                if !isFirst, begun.isEmpty { output.append("") }
                isFirst = false
                output.append(line)
                // A backslash at the end carries a command on to the next line.
                begun += line.drop { $0 == " " }
                if begun.hasSuffix("\\") {
                    begun.removeLast()
                    continue
                }
                let command = begun
                begun = ""
                var words = try words(String(command.dropFirst("$ chancery ".count)))
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

    /// Splits a command line as a shell does, as far as the guides go: spaces, and double quotation marks.
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
