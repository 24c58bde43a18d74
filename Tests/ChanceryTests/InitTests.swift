import Casebook
import EventLog
import FoundationEssentials
import SQLite
import SystemPackage
import Testing
import TimeLimits

@testable import chancery

@Suite(.endsInTime) struct InitTests {
    @Test func `init makes a log and a key, and says where the key is`() throws {
        let desk = try Desk()
        let said = desk.run(
            "init", "--name", "vienna.mfa.example", "--self", "austria", "--marking", "restricted")
        #expect(
            said.lines == [
                "Made the log vienna.mfa.example in \(desk.log).",
                "Its signing key is \(desk.folder)/config/chancery/keys/vienna.mfa.example.",
                "Keep a copy of the key in another place: without it no checkpoint of this log can be signed.",
                "Open a dispute with `chancery open`.",
            ])
        let line = try #require(desk.read("config/chancery/keys/vienna.mfa.example"))
        #expect(line.hasPrefix("PRIVATE+KEY+vienna.mfa.example+") && line.hasSuffix("\n"))
        let key = try #require(SigningKey(line: line))
        let casebook = try Casebook(at: FilePath(desk.log), .reading)
        #expect(try casebook.setting("name") == "vienna.mfa.example")
        #expect(try casebook.setting("vkey") == key.verifierKey.description)
        #expect(try casebook.setting("self") == "AUT")
        #expect(try casebook.setting("marking") == "restricted")
        let views = ["events", "disputes", "obligations", "log_state"]
        try casebook.close()
        let db = try Database(desk.log, .reading)
        let counts = try views.map {
            try PreparedStatement(db, "SELECT count(*) FROM \($0)").first { $0.number(0) }
        }
        #expect(counts == [0, 0, 0, 1], "who reads by SQL finds the views")
        #expect(desk.run("export").out == "")
        #expect(desk.run("verify").code == 0)
    }

    @Test func `the key is its owner's alone`() throws {
        let desk = try Desk()
        desk.run("init", "--name", "vienna")
        #expect(desk.mode(of: "config/chancery/keys") == 0o700)
        #expect(desk.mode(of: "config/chancery/keys/vienna") == 0o600)
    }

    @Test func `a name is made of the file's, with digits of chance`() throws {
        let desk = try Desk()
        let said = desk.run("init", "--format", "json")
        #expect(said.out.contains("\"name\":\"test-"))
        #expect(SigningKey.isName(SigningKey.newName(forLogAt: "/somewhere/an ödd näme.db")))
    }

    @Test func `nothing is written over`() throws {
        let desk = try Desk()
        desk.run("init", "--name", "vienna")
        let key = desk.read("config/chancery/keys/vienna")
        let again = desk.run("init", "--name", "other")
        #expect(again.code == 73)
        #expect(again.err.contains("There is already a file at"))
        #expect(desk.read("config/chancery/keys/other") == nil)
        let sameName = desk.run("init", "--log", desk.folder + "/second.db", "--name", "vienna")
        #expect(sameName.code == 73)
        #expect(sameName.err.contains("There is already a signing key called vienna"))
        #expect(desk.read("second.db") == nil)
        #expect(desk.read("config/chancery/keys/vienna") == key)
    }

    @Test func `without a log there is no key left behind`() throws {
        let desk = try Desk()
        let said = desk.run("init", "--log", desk.folder + "/nowhere/test.db", "--name", "vienna")
        #expect(said.code == 73)
        #expect(said.err.contains("cannot be created"))
        #expect(desk.read("config/chancery/keys/vienna") == nil)
    }

    @Test func `what is no file of a log's is in its way, before it is made and after`() throws {
        let desk = try Desk(seeded: true)
        let (new, files) = (desk.folder + "/new.db", FileManager.default)
        try files.createDirectory(atPath: new + "-lock", withIntermediateDirectories: false)
        for command in [["init", "--log", new, "--name", "new"], ["backup", new]] {
            let said = desk.run(command)
            #expect(said.code == 73)
            #expect(said.err.contains("new.db-lock beside it is a folder"), "\(said)")
        }
        #expect(desk.read("config/chancery/keys/new") == nil)
        #expect(desk.read("new.db") == nil)
        try? files.removeItem(atPath: desk.log + "-shm")
        try files.createSymbolicLink(atPath: desk.log + "-shm", withDestinationPath: "nowhere")
        for command in [["verify"], ["status"]] {
            let said = desk.run(command)
            #expect(said.code == 75)
            #expect(said.err.contains("test.db-shm is a symbolic link"), "\(said)")
        }
    }

    @Test func `the folder of the usual place is made`() throws {
        let desk = try Desk()
        desk.environment["CHANCERY_LOG"] = nil
        #expect(desk.run("init").code == 0)
        #expect(FileManager.default.fileExists(atPath: desk.folder + "/data/chancery/chancery.db"))
    }

    @Test(arguments: ["two words", "a+b", "../key", ".hidden", ""])
    func `a name that no key can have is refused`(name: String) throws {
        let said = try Desk().run("init", "--name", name)
        #expect(said.code == 65)
        #expect(said.err.contains("cannot be the name of a log"))
    }

    @Test func `an unknown party and an unknown marking are refused`() throws {
        let desk = try Desk()
        #expect(desk.run("init", "--self", "Austira").err.contains("Did you mean AUT (Austria)"))
        #expect(desk.run("init", "--marking", "secert").err.contains("Did you mean secret?"))
        #expect(desk.read("test.db") == nil)
    }

    @Test func `a key reads back and signs as others can check`() throws {
        // The example of golang.org/x/mod/sumdb/note.
        let line = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
        let key = try #require(SigningKey(line: line))
        #expect(
            key.verifierKey.description
                == "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
        #expect(key.line == line)
        let text =
            "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
        #expect(try key.signature(of: text).count == 64)
        #expect(SigningKey(line: line.replacing("c74f20a3", with: "c74f20a4")) == nil)
    }
}

extension Desk {
    func mode(of name: String) -> Int? {
        try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.posixPermissions] as? Int
    }
}
