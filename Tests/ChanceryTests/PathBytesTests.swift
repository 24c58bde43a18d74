import Foundation
import Platform
import SystemPackage
import Testing
import TimeLimits

@testable import chancery

/// Bytes that are no UTF-8: text is refused, and a path is a path.
@Suite(.endsInTime) struct PathBytesTests {
    private let latin = String(pathBytes: [0x4D, 0xFC, 0x6E, 0x63, 0x68, 0x65, 0x6E])

    @Test func `words that are no UTF-8 are refused, in every option that takes words`() throws {
        let desk = try Desk.opened()
        for words in [
            ["record", "note", "rus-un-donation", "--by", "UN", "--summary", latin],
            ["record", "note", "rus-un-donation", latin, "--by", "UN"],
            ["record", "note", latin, "--by", "UN"], ["record", "note", "rus-un-donation", "--by", latin],
            ["record", "note", "rus-un-donation", "--by", "UN", "--tag=a,\(latin)"],
            ["record", "note", "rus-un-donation", "--by", "UN", "--by-recorder", latin],
            ["record", "note", "rus-un-donation", "--by", "UN", "--detail", "a=\(latin)"],
            ["correct", "1", "--set", "summary=\(latin)"], ["search", latin], ["status", latin],
            ["due", "--owed-by", latin], ["show", latin], ["timeline", latin], ["kinds", latin],
            ["check-proof", "x", "--key", latin],
            ["open", "x", "--title", latin, "--side", "UN", "--side", "RUS"],
        ] {
            let said = desk.run(words)
            #expect(said.code == 65, "\(words): \(said)")
            #expect(said.err.contains("M\\xFCnchen"))
        }
        #expect(desk.run("log").lines.count == 1)
    }

    @Test func `the same words as a path and as a summary are refused`() throws {
        let desk = try Desk.opened()
        let said = desk.run(
            "record", "note", "rus-un-donation", "--by", "UN", "--json", latin, "--summary", latin)
        #expect(said.code == 65)
    }

    @Test func `a recorder's name that is no UTF-8 is refused where it would be filed, and only there`()
        throws
    {
        let desk = try Desk.opened()
        desk.environment["CHANCERY_RECORDER"] = latin
        let said = desk.run("record", "note", "rus-un-donation", "--by", "UN")
        #expect(said.code == 65)
        #expect(said.err.hasPrefix("chancery: $CHANCERY_RECORDER is not UTF-8: \"M\\xFCnchen\".\n"))
        #expect(desk.run("news", "--by-others").code == 65)
        #expect(desk.run("status").code == 0)
        #expect(
            desk.run("record", "note", "rus-un-donation", "--by", "UN", "--by-recorder", "Vienna").code == 0)
    }

    @Test func `every file and folder may have a name that is no UTF-8`() throws {
        let desk = try Desk(seeded: true)
        let folder = "\(desk.folder)/\(latin)"
        for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "TMPDIR"] {
            desk.environment[name] = "\(folder)/\(name)"
        }
        try FilePath(argument: "\(folder)/TMPDIR").makeFolder(permissions: .ownerReadWriteExecute)
        let export = "\(folder)/\(latin).jsonl"
        func write(_ text: String, to path: String) throws {
            try FilePath(argument: path).create(Array(text.utf8), permissions: .ownerReadWrite)
        }
        try write(desk.run("export").out, to: export)
        // Of the usual place the folder is made.
        desk.environment["CHANCERY_LOG"] = nil
        desk.terminal.width = 400
        let restored = desk.run("restore", export, "--name", "r")
        #expect(restored.code == 0, "\(restored)")
        #expect(restored.out.contains("M\\xFCnchen/XDG_DATA_HOME/chancery/chancery.db."))
        let copy = "\(folder)/copy"
        #expect(desk.run("backup", copy).code == 0)
        #expect(desk.run("backup", copy).code == 73)
        desk.environment["CHANCERY_LOG"] = copy
        #expect(desk.run("verify").code == 0)
        #expect(desk.run("import", export).code == 0)
        try write(desk.run("checkpoint").out, to: "\(folder)/point")
        #expect(desk.run("verify", "--checkpoint", "\(folder)/point").code == 0)
        try write(desk.run("prove", "3").out, to: "\(folder)/proof")
        let key = desk.run("checkpoint", "--key").lines[0]
        #expect(desk.run("check-proof", "\(folder)/proof", "--key", key).code == 0)
        try write(#"{"actors":["UN"]}"#, to: "\(folder)/draft")
        let filed = desk.run("record", "note", "rus-un-donation", "--json", "\(folder)/draft")
        #expect(filed.code == 0, "\(filed)")
        try write(
            "dispute: {id: rus-un-donation}\nevent: {kind: note, actors: [UN], summary: \"{a}\"}\n",
            to: "\(folder)/m")
        try write("a\nx\n", to: "\(folder)/t")
        let table = desk.run("import", "--mapping", "\(folder)/m", "\(folder)/t")
        #expect(table.code == 0, "\(table)")
        desk.environment["EDITOR"] = "printf 'By: UN\\n\\nx\\n' >"
        desk.terminal.inputIsTerminal = true
        #expect(desk.run("record", "note", "rus-un-donation", "--edit").code == 0)
        #expect(desk.run("verify").code == 0)
        // Nothing lies under another name.
        let names = try FileManager.default.contentsOfDirectory(atPath: desk.folder)
        #expect(names.filter { $0.contains("\u{10FEFC}") } == [])
    }

    @Test(arguments: ["file:a.db", "a%20b?c#d.db", "\u{308}.db", ":memory:"])
    func `no name of a log means anything but itself`(name: String) throws {
        let desk = try Desk(seeded: true)
        let copy = "\(desk.folder)/\(name)"
        #expect(desk.run("backup", copy).code == 0)
        #expect(desk.run("record", "note", "rus-un-donation", "--by", "UN", "--log", copy).code == 0)
        #expect(access(copy, F_OK) == 0)
        #expect(desk.run("log", "--log", copy).lines.count == 1 + desk.run("log").lines.count)
    }
}
