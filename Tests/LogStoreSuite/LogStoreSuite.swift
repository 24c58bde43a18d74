import EventLog

/// What must hold of every log store, whatever it is made of: a list of trials, each on a new log.
package struct LogStoreSuite<Place: LogStorePlace> {
    package let trials: [LogStoreTrial]
}

/// A new and empty log, which several can open. It goes when nobody has it any more.
package protocol LogStorePlace: AnyObject, Sendable {
    associatedtype Store: LogStore
    init() throws
    func open() throws -> Store
}

/// One thing that must hold of a store.
package struct LogStoreTrial: Sendable, CustomStringConvertible {
    package let description: String
    private let body: @Sendable () throws -> Void

    init(_ description: String, _ body: @escaping @Sendable () throws -> Void) {
        self.description = description
        self.body = body
    }

    /// Throws `Violation` where it does not hold.
    package func run() throws { try body() }
}

/// What a store did that no store may do.
package struct Violation: Error, Equatable, CustomStringConvertible {
    package let description: String
}

func expect(_ isSo: Bool, _ words: @autoclosure () throws -> String) throws {
    if !isSo { throw Violation(description: try words()) }
}

/// The error that is wanted, with what it says.
func expectRefusal(
    _ words: String, _ isWanted: (LogError) -> Bool, _ body: () throws -> LogHead
) throws {
    do {
        let head = try body()
        throw Violation(description: "\(words) was taken, as #\(head.position)")
    } catch let error as LogError {
        try expect(isWanted(error), "\(words) was refused with \(error)")
    }
}

extension LogStore {
    /// All texts, read in batches of this size, each of which is as full as it can be.
    package func allTexts(batch: Int = 1000) throws -> [String] {
        var texts: [String] = []
        while true {
            let batchTexts = try self.texts(after: texts.count, limit: batch)
            texts += batchTexts
            try expect(
                batchTexts.count <= batch, "\(batchTexts.count) texts came where \(batch) were asked for")
            guard batchTexts.count == batch else { return texts }
        }
    }
}

extension Log.Entry {
    /// The event of this number; what it says is its own.
    package static func numbered(
        _ number: Int, recordedAt: Int? = nil, key: String? = nil, text: String? = nil
    ) -> Log.Entry {
        var id = [UInt8](repeating: 0, count: 16)
        for place in 0..<8 { id[15 - place] = UInt8(truncatingIfNeeded: number >> (8 * place)) }
        return Log.Entry(
            id: id, stream: "d", recordedAt: recordedAt ?? 1_633_075_200_000 + number, key: key,
            text: text ?? "{\"event\":\(number)}")
    }
}
