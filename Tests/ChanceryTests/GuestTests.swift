import Foundation
import Glibc
import Testing
import TimeLimits

@testable import chancery

/// A second user, who may read a log and not write to it; the file and the folder on their own. Only root can become
/// another user, so for others there is nothing to be tried.
@Suite(.endsInTime, .serialized, .enabled(if: geteuid() == 0)) struct GuestTests {
    private static let owner: uid_t = 60_001
    private static let guest: uid_t = 60_002

    private let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("chancery").path

    /// A folder for the log, which belongs to the owner.
    private func desk(folder: mode_t, log: mode_t) throws -> Desk {
        let desk = try Desk()
        chmod(desk.folder, 0o755)
        let place = desk.folder + "/shared"
        mkdir(place, 0o755)
        desk.environment["CHANCERY_LOG"] = place + "/log.db"
        try #require(desk.run("restore", Desk.seed).code == 0)
        for path in try FileManager.default.contentsOfDirectory(atPath: place) {
            chown("\(place)/\(path)", Self.owner, Self.owner)
        }
        chown(place, Self.owner, Self.owner)
        chmod(place, folder)
        chmod(place + "/log.db", log)
        return desk
    }

    private func start(_ desk: Desk, as user: uid_t, _ script: String) throws -> (Process, Pipe) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
        process.arguments =
            ["--reuid=\(user)", "--regid=\(user)", "--clear-groups", "/bin/sh", "-c", script, program]
        process.environment = desk.environment.merging(["HOME": "/nonexistent"]) { $1 }
        let pipe = Pipe()
        (process.standardOutput, process.standardError) = (pipe, pipe)
        try process.run()
        return (process, pipe)
    }

    private func said(_ desk: Desk, as user: uid_t, _ script: String) throws -> (code: Int32, words: String) {
        let (process, pipe) = try start(desk, as: user, script)
        let words = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, words)
    }

    @Test(arguments: [(0o755, 0o644), (0o777, 0o644), (0o755, 0o666)] as [(mode_t, mode_t)])
    func `a reader gets whole answers while the owner files, and leaves nothing in his way`(
        folder: mode_t, log: mode_t
    ) throws {
        let desk = try desk(folder: folder, log: log)
        let place = desk.folder + "/shared"
        let (owner, pipe) = try start(
            desk, as: Self.owner,
            "for n in $(seq 25); do \"$0\" record note rus-un-donation --by RUS --on 2021-11-18 || exit; done"
        )
        var rounds = 0
        var last = 0
        while owner.isRunning || rounds < 3 {
            let exported = try said(desk, as: Self.guest, "\"$0\" export --format jsonl")
            #expect(exported.code == 0, "\(exported.words)")
            let lines = exported.words.split(separator: "\n")
            #expect(lines.count >= max(last, 54), "\(exported.words.suffix(300))")
            #expect(lines.allSatisfy { $0.hasSuffix("}") })
            let status = try said(desk, as: Self.guest, "\"$0\" status rus-un-donation && \"$0\" verify")
            #expect(status.code == 0, "\(status.words)")
            for file in try FileManager.default.contentsOfDirectory(atPath: place) {
                // The owner's side files come and go meanwhile.
                guard let found = try? FileManager.default.attributesOfItem(atPath: "\(place)/\(file)")
                else { continue }
                let owner = found[.ownerAccountID]
                #expect(owner as? Int == Int(Self.owner), "\(file)")
            }
            (rounds, last) = (rounds + 1, lines.count)
        }
        owner.waitUntilExit()
        let filed = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(owner.terminationStatus == 0, "\(filed)")
        let all = try said(desk, as: Self.guest, "\"$0\" export --format jsonl")
        #expect(all.words.split(separator: "\n").count == 79)
    }

    @Test func `who may only read cannot hold the owner up`() throws {
        let desk = try desk(folder: 0o755, log: 0o644)
        #expect(try said(desk, as: Self.owner, "\"$0\" record note rus-un-donation --by RUS").code == 0)
        let place = desk.folder + "/shared"
        let held = try said(desk, as: Self.guest, "flock -n \(place)/log.db-lock true && echo held")
        #expect(!held.words.contains("held"))
        let refused = try said(desk, as: Self.guest, "\"$0\" record note rus-un-donation --by RUS")
        #expect(refused.code == 77, "\(refused.words)")
    }

    @Test func `a lock file that an earlier version left to root alone shuts the owner out no more`() throws {
        let desk = try desk(folder: 0o755, log: 0o644)
        let lock = desk.folder + "/shared/log.db-lock"
        try Data().write(to: URL(fileURLWithPath: lock))
        chown(lock, 0, 0)
        chmod(lock, 0o644)
        let filed = try said(desk, as: Self.owner, "\"$0\" record note rus-un-donation --by RUS")
        #expect(filed.code == 0, "\(filed.words)")
        // And root's own is the owner's.
        unlink(lock)
        #expect(desk.run("record", "note", "rus-un-donation", "--by", "RUS").code == 0)
        var status = stat()
        #expect(stat(lock, &status) == 0)
        #expect(status.st_uid == Self.owner)
    }

    @Test func `what may not be read is not said to be missing`() throws {
        let desk = try desk(folder: 0o700, log: 0o644)
        for words in ["status", "verify", "backup /tmp/none.db", "record note d"] {
            let refused = try said(desk, as: Self.guest, "\"$0\" \(words)")
            #expect(refused.code == 77, "\(refused.words)")
            #expect(refused.words.contains("may not be read"))
        }
        chmod(desk.folder + "/shared", 0o755)
        chmod(desk.folder + "/shared/log.db", 0o600)
        #expect(try said(desk, as: Self.guest, "\"$0\" status").code == 77)
    }

    @Test func `whatever file a command is given, one that may not be read is not said to be missing`() throws
    {
        let desk = try desk(folder: 0o755, log: 0o644)
        let place = desk.folder + "/shared"
        chmod(place, 0o777)
        chmod(place + "/log.db", 0o666)
        let secret = try desk.write("x\n", to: "secret", mode: 0o600)
        let closed = desk.folder + "/closed"
        mkdir(closed, 0o700)
        let table = try desk.write("a\nx\n", to: "table.csv")
        let mapping = try desk.write(
            "codes: {k: {file: secret}}\nevent: {kind: note}\n", to: "mapping.yaml")
        for file in [secret, closed + "/file"] {
            for words in [
                "import \(file)", "import \(file) --mapping \(mapping)", "import \(table) --mapping \(file)",
                "import \(table) --mapping \(mapping) --table k=\(file)", "record --json \(file)",
                "restore \(file) --log \(place)/new.db", "verify --checkpoint \(file)",
                "prove 5 --to \(file)", "prove --from \(file)",
                "check-proof \(file) --key vienna.mfa.example+e1e3b02a+AaKagrb7Yj9WUO2Z8AXP+fwQ3zkq0FUrmTeJAsUb8nnI",
                "status --log \(file)",
            ] {
                let refused = try said(desk, as: Self.guest, "\"$0\" \(words)")
                #expect(refused.code == 77, "\(words): \(refused.words)")
                #expect(refused.words.contains("\(file) may not be read."), "\(words): \(refused.words)")
            }
        }
        // Of a file that the mapping names, too.
        let named = try said(desk, as: Self.guest, "\"$0\" import \(table) --mapping \(mapping)")
        #expect(named.code == 77 && named.words.contains("secret may not be read."), "\(named.words)")
        // And of one that an editor has shut.
        let edited = try said(
            desk, as: Self.guest,
            "export TMPDIR=\(place) SHELL=/bin/sh EDITOR='f() { printf Words >\"$1\"; chmod 0 \"$1\"; }; f'; "
                + "script -qec \"$0 record note rus-un-donation --by RUS --edit\" /dev/null")
        #expect(edited.code == 77, "\(edited.words)")
        #expect(edited.words.contains("What you wrote is kept in"), "\(edited.words)")
    }

    @Test func `a log that is mounted as a file is refused, and one in a folder that is mounted is not`()
        throws
    {
        let desk = try desk(folder: 0o755, log: 0o644)
        let script = """
            cd \(desk.folder) && mkdir folder && touch file.db && mount --make-rprivate / &&
            mount --bind shared/log.db file.db && mount --bind shared folder || exit 99
            "$0" status --log folder/log.db >/dev/null || exit 98
            "$0" status --log file.db; echo "code $?"
            """
        guard let words = try saidWithMounts(desk, script) else { return }
        #expect(words.contains("is mounted as a single file"), "\(words)")
        #expect(words.contains("code 75"), "\(words)")
    }

    /// What a script says that mounts something of its own; nil, by its exit with 99, where nothing can be mounted.
    private func saidWithMounts(_ desk: Desk, _ script: String) throws -> String? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/unshare")
        process.arguments = ["-m", "/bin/sh", "-c", script, program]
        process.environment = desk.environment
        let pipe = Pipe()
        (process.standardOutput, process.standardError) = (pipe, pipe)
        try process.run()
        let words = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return process.terminationStatus == 99 ? nil : words
    }

    @Test func `on a full disk the record is read and exported all the same`() throws {
        let desk = try desk(folder: 0o755, log: 0o644)
        let script = """
            cd \(desk.folder) && mkdir full && mount --make-rprivate / &&
            mount -t tmpfs -o size=2m none full && cp shared/log.db full/log.db || exit 99
            cat /dev/zero >full/filler 2>/dev/null
            "$0" export --log full/log.db | wc -l; "$0" status --log full/log.db >/dev/null; echo "status $?"
            "$0" verify --log full/log.db >/dev/null; echo "verify $?"
            "$0" record note rus-un-donation --by RUS --log full/log.db; echo "record $?"
            """
        guard let words = try saidWithMounts(desk, script) else { return }
        #expect(words.hasPrefix("54\nstatus 0\nverify 0\n"), "\(words)")
        #expect(words.contains("is full.") && words.contains("record 74"), "\(words)")
    }
}
