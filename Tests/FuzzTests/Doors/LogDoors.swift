import CanonicalJSON
@testable import Casebook
import DisputeModel
import EventLog
import Glibc
import Rendering
import SystemPackage
import TextSafety

@testable import chancery

extension Door {
    /// Words of events, for all doors to which events come.
    static let eventWords = [
        #""dispute":"d""#, #""dispute":"d/e""#, #""kind":"demand""#, #""kind":"reply""#,
        #""kind":"request-for-explanation""#,
        #""kind":"agreement""#,
        #""kind":"dispute-opened""#, #""kind":"correction""#, #""kind":"retraction""#,
        #""kind":"dispute-closed""#,
        #""kind":"dispute-reopened""#, #""kind":"reply-assessment""#, #""kind":"status-assessment""#,
        #""kind":"party-registered""#, #""kind":"source-added""#, #""kind":"marking-changed""#,
        #""actors":["RUS"]"#, #""addressees":["UN"]"#, ##""inResponseTo":["#2"]"##, ##""target":"#3""##,
        #""occurred":"2021-11-10""#, #""due":{"on":"2021-11-20"}"#, #""standing":"claimed""#, #""summary":""#,
        #""details":{"fields":{"#, #""details":{"reason":""#, #""quote":{"text":""#, #""key":""#, #"\u001b"#,
        #"\u202e"#,
        #""marking":"secret""#, #""expectsReply":true"#, #""sources":[{"citation":""#, #""condition":""#,
    ]

    /// An export, a line an event. What is restored passes `verify`, is exported as the same bytes, and shown safely.
    static let restore = Door("restore", longest: 8192, changes: 10, words: eventWords) { bytes in
        let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 63).compactMap {
            String(validating: $0, as: UTF8.self)
        }
        try restore(lines)
        // Few changes leave a text canonical; so the texts are also tried as they should have been written.
        let tidied = lines.compactMap { try? JSON.parse($0).canonical }
        if tidied != lines { try restore(tidied) }
    }

    private static func restore(_ lines: [String]) throws {
        defer { Scratch.clear() }
        let office = Office(log: "\(Scratch.folder)/restored.db")
        var rest = lines[...]
        do {
            let count = try Casebook.restore(
                to: FilePath(office.log), settings: Office.settings, isAsIs: true, lines: { rest.popFirst() })
            try expect(count.events == lines.count, "\(count) of \(lines.count) lines are restored")
        } catch let error {
            guard CommandError(error) != nil else { throw error }
            return try expect(access(office.log, F_OK) != 0, "half a log is left")
        }
        try expect(try office.run(["export"]).lines == lines, "not exported as it was restored")
        for round in ["restored", "with snapshots"] {
            let findings = try office.verify()
            try expect(findings == [], "\(round), verify finds \(findings)")
            let replay = try office.run(["replay", "--dry-run"])
            try expect(replay.code == 0, "\(round), a replay would change something: \(replay.lines)")
            if round == "restored" { try office.run(["snapshot", "take"]) }
        }
        let disputes = Set(lines.compactMap { Event(text: $0)?.dispute }).subtracting([""])
        try office.showAll(upTo: lines.count, disputes: disputes.sorted())
    }

    /// Drafts of events, one a line, filed in one transaction that is then taken back.
    static let draft = Door("draft", longest: 4096, changes: 300, words: eventWords) { bytes in
        let casebook = try OpenLog.shared.get().casebook
        let drafts = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 15).compactMap { line in
            String(validating: line, as: UTF8.self).flatMap { try? JSON.parse($0).object }
        }
        do {
            try casebook.filing(at: Instant(milliseconds: 1_637_226_000_000)) { session in
                for draft in drafts { _ = try session.file(draft, by: "desk") }
                throw TakenBack()
            }
        } catch is TakenBack {
        } catch let error {
            guard let fault = CommandError(error) else { throw error }
            try checkLines([sanitized(fault.problem), sanitized(fault.remedy)])
            try expect(!fault.problem.isEmpty && !fault.remedy.isEmpty, "nothing is said")
        }
    }

    /// Drafts at the counter, and every page of a log that holds them.
    static let counter = Door("counter", longest: 4096, changes: 15, words: eventWords) { bytes in
        defer { Scratch.clear() }
        let office = Office(log: try Scratch.write(Template.file.get(), to: "counter.db"))
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        let said = try office.run(["record", "--json", "-"], input: lines)
        guard said.code == 0 else { return }
        let findings = try office.verify()
        try expect(findings == [], "verify finds \(findings)")
        let count = try office.run(["export"]).lines.count
        try office.showAll(upTo: count, disputes: ["d", "d/e"])
    }

    /// A log's file in which bytes have been changed: one byte of what is then asked; and for each change three of where, one
    /// of how many, and the bytes themselves. Whatever is asked is answered, or refused in two sentences.
    static let damage = Door("damage", longest: 256, changes: 30) { bytes in
        defer { Scratch.clear() }
        var file = try Template.file.get()
        var choices = Choices(bytes)
        let question = choices.byte()
        while !choices.isEmpty {
            let (place, how) = (choices.number(bytes: 3), choices.byte())
            // Most of a file is empty; half of the changes go where something stands.
            let written = Template.written
            let start = how & 1 == 0 ? place % file.count : written[place % written.count]
            for (offset, byte) in choices.run((how >> 1) % 16 + 1).enumerated()
            where start + offset < file.count {
                file[start + offset] = byte
            }
        }
        let office = Office(log: try Scratch.write(file, to: "damaged.db"))
        try office.ask(question)
    }
}

extension Template {
    /// Where in the file something stands.
    static let written: [Int] = ((try? file.get()) ?? []).enumerated().filter { $1 != 0 }.map(\.offset)
}

/// Everything was filed; now it is undone.
private struct TakenBack: Error {}

/// A log that stays open from one input to the next.
private final class OpenLog {
    let casebook: Casebook

    nonisolated(unsafe) static let shared = Result { try OpenLog() }

    private init() throws {
        var rest = Template.lines[...]
        let path = "\(Scratch.folder)/\(Scratch.kept)log.db"
        _ = try Casebook.restore(to: FilePath(path), settings: Office.settings, lines: { rest.popFirst() })
        casebook = try Casebook(at: FilePath(path), .writing)
    }
}
