import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
import Glibc
import PostgresLog
import SystemPackage

// Files events in the copy of a post, one at a time, over one connection: what Scripts/posts measures.
//
//     post-writer COPY SERVER DISPUTE COUNT
//
// It says "ready", waits for a line on standard input, and then says how many seconds the events took together.

func say(_ words: String) {
    let line = Array((words + "\n").utf8)
    _ = write(STDOUT_FILENO, line, line.count)
}

func run(_ path: String, _ server: String, _ dispute: String, _ count: Int) throws {
    let casebook = try Casebook(at: FilePath(path), .writing)
    casebook.post = Post { try PostgresLog(server) }
    func file(_ number: Int) throws {
        let draft = JSONObject([
            ("dispute", .string(dispute)), ("kind", "statement"), ("actors", .array(["AUT"])),
            ("occurred", "2021-11-10"),
            ("summary", .string("Number \(number) of \(getpid()), for the measurement")),
        ])
        _ = try casebook.file([draft], by: "writer", at: Instant(milliseconds: 0))
    }
    // The first one connects.
    try file(0)
    say("ready")
    _ = readLine()
    let duration = try ContinuousClock().measure { for number in 1...count { try file(number) } }
    say("\(Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18)")
    try casebook.close()
}

let arguments = CommandLine.arguments
guard arguments.count == 5, let count = Int(arguments[4]) else { exit(64) }
try run(arguments[1], arguments[2], arguments[3], count)
