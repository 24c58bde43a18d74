import CanonicalJSON
import Casebook
import DisputeModel
import Glibc
import PostgresLog
import SystemPackage

// Files events in the copy of a post, one at a time, over one connection: what Scripts/posts measures.
//
//     post-writer COPY SERVER DISPUTE COUNT
//
// It says how many seconds the events took together.

let arguments = CommandLine.arguments
guard arguments.count == 5, let count = Int(arguments[4]) else { exit(64) }
let casebook = try Casebook(at: FilePath(arguments[1]), .writing)
casebook.post = Post { try PostgresLog(arguments[2]) }
let now = Instant(milliseconds: 0)

func file(_ number: Int) throws {
    let draft = JSONObject([
        ("dispute", .string(arguments[3])), ("kind", "statement"), ("actors", .array(["AUT"])),
        ("occurred", "2021-11-10"),
        ("summary", .string("Number \(number) of \(getpid()), for the measurement")),
    ])
    _ = try casebook.file([draft], by: "writer", at: now)
}

// The first one connects.
try file(0)
print("ready")
fflush(stdout)
_ = readLine()
let clock = ContinuousClock()
let duration = try clock.measure { for number in 1...count { try file(number) } }
print(Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18)
try casebook.close()
