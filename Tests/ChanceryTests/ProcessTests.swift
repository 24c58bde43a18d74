import Foundation
import SystemPackage
import Testing
import TimeLimits

@testable import chancery

/// The program as the system sees it: many processes at once, and processes that are killed. `Scripts/faults` does the
/// same at length, with all else that can fail.
@Suite(.endsInTime, .serialized) struct ProcessTests {
    private let program = Self.folderOfProducts.appendingPathComponent("chancery")

    /// Beside the test's own bundle.
    private static var folderOfProducts: URL {
        URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
    }

    @Test func `eight processes at once lose nothing and number everything once`() throws {
        let desk = try Desk()
        try open(desk)
        let each = 10
        let writers = try (1...8).map { writer in
            try start(
                desk,
                """
                for n in $(seq \(each)); do "$0" record statement d --by RUS --on 2021-11-10 --key \(writer)-$n \
                --format json || exit 1; done
                """)
        }
        var positions: [Int] = []
        for (process, pipe) in writers {
            let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            positions += said.matches(of: /"position":(\d+)/).compactMap { Int($0.output.1) }
        }
        #expect(positions.sorted() == Array(2...(8 * each + 1)))
        #expect(desk.run("verify").code == 0)
    }

    @Test func `what was acknowledged is there after kill -9 at any moment`() throws {
        let desk = try Desk()
        try open(desk)
        var acknowledged: Set<String> = []
        for round in 1...8 {
            let (process, pipe) = try start(
                desk,
                """
                n=0; while [ $n -lt 200 ]; do n=$((n + 1)); case $((n % 4)) in
                2) "$0" replay >/dev/null ;;
                3) "$0" snapshot take >/dev/null ;;
                *) "$0" record statement d --by RUS --on 2021-11-10 --format json ;;
                esac; done
                """)
            usleep(UInt32(150_000 + round * 70_000))
            try #require(getpgid(process.processIdentifier) == process.processIdentifier)
            kill(-process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            acknowledged.formUnion(said.matches(of: /"id":"([^"]+)"/).map { String($0.output.1) })
            let verified = desk.run("verify")
            #expect(verified.code == 0, "\(verified.out)")
        }
        let kept = desk.run("export", "--format", "jsonl").out
        for id in acknowledged { #expect(kept.contains(id)) }
        #expect(!acknowledged.isEmpty)
    }

    @Test func `a restore that is killed leaves no key, and can be begun again`() throws {
        let desk = try Desk(seeded: true)
        let lines = desk.folder + "/lines.jsonl"
        try desk.run("export", "--format", "jsonl").out.write(
            toFile: lines, atomically: false, encoding: .utf8)
        let log = desk.folder + "/again.db"
        let (process, _) = try start(
            desk, "(cat \(lines); sleep 60) | \"$0\" restore - --log \(log) --name again")
        while try FileManager.default.contentsOfDirectory(atPath: desk.folder)
            .allSatisfy({ !$0.hasPrefix("again.db.new-") })
        { usleep(10_000) }
        kill(-process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(desk.read("config/chancery/keys/again") == nil)
        let again = desk.run("restore", lines, "--log", log, "--name", "again")
        #expect(again.code == 0, "\(again.err)")
    }

    @Test
    func `a backup taken while eight processes write is whole, and the source continues its checkpoint`()
        throws
    {
        let desk = try Desk()
        try open(desk)
        let key = try #require(desk.run("checkpoint", "--key").lines.first)
        desk.run("checkpoint")
        let writers = try (1...8).map { _ in
            try start(
                desk,
                """
                for n in $(seq 12); do "$0" record statement d --by RUS --on 2021-11-10 || exit 1; done
                """)
        }
        var checkpoints: [String] = []
        while writers.contains(where: \.0.isRunning) || checkpoints.isEmpty {
            let copy = "\(desk.folder)/copy-\(checkpoints.count).db"
            #expect(desk.run("backup", copy).code == 0)
            let verified = desk.run("verify", "--log", copy, "--key", key)
            #expect(verified.code == 0, "\(verified.out)")
            let signed = desk.run("checkpoint", "--log", copy)
            #expect(signed.code == 0)
            checkpoints.append(try desk.write(signed.out, to: "checkpoint-\(checkpoints.count)"))
        }
        for checkpoint in checkpoints {
            #expect(desk.run("verify", "--checkpoint", checkpoint, "--key", key).code == 0)
            let proof = try desk.write(desk.run("prove", "--from", checkpoint).out, to: "proof")
            #expect(desk.run("check-proof", proof, "--key", key).code == 0)
        }
        #expect(desk.run("log").lines.count == 97)
    }

    @Test func `a backup that is killed leaves nothing`() throws {
        let desk = try Desk(seeded: true)
        let folder = desk.folder + "/copies"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        // Large enough to be killed in the midst of it.
        try desk.tamper("INSERT INTO snapshot VALUES ('large', 0, x'', '', 0, zeroblob(60000000), x'')")
        var killed = 0
        for round in 0..<12 {
            let (process, _) = try start(desk, "exec \"$0\" backup \(folder)/copy-\(round).db")
            usleep(UInt32(20_000 + round * 12_000))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            // Whole, or not there.
            let whole = names.filter { $0 == "copy-\(round).db" }
            #expect(names == whole, "\(names)")
            for name in whole {
                let log = "\(folder)/\(name)"
                #expect(desk.run("log", "--log", log).lines.count == 54)
                for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
                    try FileManager.default.removeItem(atPath: "\(folder)/\(file)")
                }
            }
            killed += whole.isEmpty ? 1 : 0
        }
        #expect(killed > 0)
    }

    @Test func `who cannot write the answer says so`() throws {
        let desk = try Desk(seeded: true)
        for words in ["export", "log", "status", "record statement rus-un-donation --by RUS --on 2021-11-10"]
        {
            let (process, pipe) = try start(desk, "\"$0\" \(words) 2>&1 >/dev/full")
            let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            #expect(process.terminationStatus == 74, "\(words)")
            #expect(said.contains("could not be written: No space left on device."), "\(words)")
        }
        // The event was filed, whether or not anybody could be told.
        #expect(desk.run("export").lines.count == 55)
    }

    @Test func `where no file can grow, a reader reads the log all the same`() throws {
        let desk = try Desk()
        try #require(desk.run("restore", Desk.seed).code == 0)
        // SQLite's shared memory cannot be made: as on a full disk, it reports that it could not write.
        let (process, pipe) = try start(
            desk, #"trap "" XFSZ; ulimit -f 0; "$0" export --format jsonl"#)
        let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(said.suffix(300))")
        #expect(said.matches(of: /"recordedAt"/).count == 54)
    }

    @Test func `what cannot be read to its end is not taken for the whole`() throws {
        // A folder can be opened, and not read.
        let reader = try #require(LineReader(path: "/"))
        do throws(CommandError) {
            _ = try reader.sound("drafts.jsonl")
            Issue.record("it was read")
        } catch {
            #expect(error.code == 74)
            #expect(error.problem == "drafts.jsonl could not be read to its end: Is a directory.")
        }
    }

    private func open(_ desk: Desk) throws {
        try #require(desk.run("init", "--name", "stress").code == 0)
        try #require(desk.run("open", "d", "--title", "T", "--side", "A=RUS", "--side", "B=UN").code == 0)
    }

    /// Starts a shell. Foundation gives it a process group of its own, so it and what it runs are killed together.
    private func start(_ desk: Desk, _ script: String) throws -> (Process, Pipe) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", script, program.path]
        process.environment = desk.environment
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        return (process, pipe)
    }
}
