import EventLog
import Glibc
import LogStoreSuite
import SystemPackage

// Appends to the SQLite log at a path, for the trials of crashes.
//
//     log-writer PATH BATCH [early|apart]
//
// With `early` it says that a batch is there before it is, and with `apart` it appends a batch in two parts: what a store
// must not do, to show that the trials see it. It ends itself in the midst of that, as nobody can be trusted to kill it
// just then.

let arguments = CommandLine.arguments
guard arguments.count >= 3, let batch = Int(arguments[2]) else { exit(64) }
let fault = arguments.count > 3 ? arguments[3] : nil
let store = try EventStore(at: FilePath(arguments[1]), .writing)
var position = try store.head().position

func say(_ position: Int) {
    let line = Array("\(position)\n".utf8)
    _ = write(STDOUT_FILENO, line, line.count)
}

while true {
    let entries = (1...batch).map { Log.Entry.numbered(position + $0) }
    switch fault {
    case "early":
        say(position + batch)
        if position > 0 { raise(SIGKILL) }
        _ = try store.append(entries, after: position)
    case "apart":
        let half = Array(entries.prefix(batch / 2))
        _ = try store.append(half, after: position)
        if position > 0 { raise(SIGKILL) }
        _ = try store.append(Array(entries.dropFirst(half.count)), after: position + half.count)
        say(position + batch)
    default:
        _ = try store.append(entries, after: position)
        say(position + batch)
    }
    position += batch
}
