import EventLog
import Foundation

/// A place that is still there when a process that writes to it is killed.
package protocol Lasting: LogStorePlace {
    /// A program that opens the log and appends, after its head and as long as it lives, batches of so many events as
    /// `Log.Entry.numbered` makes them. When `append` has returned it writes the position of the batch's last event, and a
    /// line's end, to standard output.
    func writer(batch: Int) -> [String]
}

extension LogStoreSuite where Place: Lasting {
    /// For a store of which it can be told to which program is killed. A loss of power is for the store's own tests.
    package static var ofCrashes: [LogStoreTrial] {
        [
            LogStoreTrial("what append has returned from is there when its process was killed") {
                for acknowledged in [1, 2, 5, 17, 40] { try kill(batch: 1, after: acknowledged) }
            },
            LogStoreTrial("a process that is killed leaves the whole of a batch or nothing") {
                for acknowledged in [1, 2, 3, 5, 8] { try kill(batch: 64, after: acknowledged) }
            },
        ]
    }

    /// Kills a writer when it has said so many times that a batch is there, and looks.
    private static func kill(batch: Int, after count: Int) throws {
        let place = try Place()
        defer { withExtendedLifetime(place) {} }
        let command = place.writer(batch: batch)
        let process = Process()
        process.executableURL = URL(filePath: command[0])
        process.arguments = Array(command.dropFirst())
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        var said = Data()
        while said.count(where: { $0 == 10 }) < count {
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { break }
            said += more
        }
        Foundation.kill(process.processIdentifier, SIGKILL)
        said += output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        // Half a line has said nothing.
        let lines = String(decoding: said, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        let acknowledged = lines.dropLast().last.flatMap { Int($0) } ?? 0
        let texts = try place.open().allTexts()
        try expect(
            texts.count >= acknowledged, "#\(acknowledged) was acknowledged, and there are \(texts.count)")
        try expect(texts.count % batch == 0, "there are \(texts.count) of batches of \(batch)")
        try expect(
            texts == texts.indices.map { Log.Entry.numbered($0 + 1).text },
            "the texts are not those of the writer")
        try expect(acknowledged >= 1, "the writer wrote nothing")
        // Who comes next goes on where it ended.
        _ = try place.open().append([.numbered(texts.count + 1)], after: texts.count)
    }
}
