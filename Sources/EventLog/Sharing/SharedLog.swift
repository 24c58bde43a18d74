/// A log that several posts share, ordered and kept by a server. Each post has a copy of it in a file.
///
/// A value is used by one thread at a time, and stands for one connection. If the connection breaks, the value
/// connects again when it is next used.
package protocol SharedLog: LogStore {
    /// The server's address without secrets, for messages and for the copies' settings.
    var place: String { get }

    /// What the server has after the first `position` events, in one round trip.
    ///
    /// - Parameters:
    ///   - position: how many events the caller has.
    ///   - limit: how many texts the answer may hold. It may hold fewer, but at least one if there is one.
    ///   - turn: a turn that the caller asks for, or goes on waiting for; nil for none.
    /// - Throws: `SharedLogError`.
    func catchUp(after position: Int, limit: Int, asking turn: Turn?) throws -> SharedLogState

    /// Sends texts that are to be appended after the event at a position, all or none, and does not wait.
    ///
    /// - Parameters:
    ///   - texts: canonical texts of events, in order.
    ///   - position: the position of the last event, as the caller knows it.
    ///   - turn: the turn that has come to the caller; nil for none.
    /// - Returns: a function that waits for the answer. It has to be called, once, before anything else is asked.
    /// - Throws: `SharedLogError`, and so does the function; `.outcomeUnknown` if the texts may or may not have been
    ///   appended.
    func beginAppend(_ texts: [String], after position: Int, in turn: Turn?) throws -> () throws ->
        SharedAppend

    /// Gives up a turn, or the waiting for it.
    func leave(_ turn: Turn) throws

    /// Waits until the server reports that something was appended, or that this turn has come.
    ///
    /// - Returns: false if the time has passed without a report.
    func waitForNews(milliseconds: Int, or turn: Turn?) throws -> Bool

    /// The leaf hashes of the events after a position, computed by the server from their texts.
    func leaves(after position: Int, limit: Int) throws -> [TreeHash.Digest]

    /// The root of the tree over the first `size` events; nil if there are fewer.
    func root(size: Int) throws -> TreeHash.Digest?

    /// The settings of the log, by name.
    func settings() throws -> [String: String]

    /// Waits until all that the server shows is as durable there as its configuration asks for. An event that
    /// is not in the log afterwards, and whose appending is over, is not in the log.
    func settle() throws

    /// The checkpoints that the server keeps, after the first `count` of them.
    func checkpoints(after count: Int) throws -> [String]

    /// Adds a signed checkpoint to those that the server keeps.
    func add(_ checkpoint: Checkpoint) throws
}

extension SharedLog {
    /// Appends texts after the event at a position, all or none, and waits for the answer.
    package func append(_ texts: [String], after position: Int, in turn: Turn?) throws -> SharedAppend {
        try beginAppend(texts, after: position, in: turn)()
    }
}

/// A turn among posts that append to a shared log at the same time: the posts append in the order in which they
/// asked. A turn ends five seconds after it has come, by the server's clock.
package struct Turn: Sendable, Equatable {
    /// 16 random bytes.
    package let ticket: [UInt8]

    /// Makes a turn to ask for.
    package init(random: () -> UInt64) {
        let halves = [random(), random()]
        ticket = halves.flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> (8 * $0)) } }
    }
}

/// What a server answers about a shared log.
package struct SharedLogState: Sendable {
    /// Identifies the log, whatever server it is on.
    package let identity: String
    /// The role under which the caller is logged in.
    package let role: String
    /// Whether this role may append.
    package let mayAppend: Bool
    /// The server's time in milliseconds since 1970.
    package let time: Int
    /// The last event.
    package let head: LogHead
    /// The root over the events that the caller has; nil if the server has fewer.
    package let rootOfCaller: TreeHash.Digest?
    /// The root over all events.
    package let root: TreeHash.Digest?
    /// The first of the texts after those that the caller has.
    package let texts: [String]
    /// How long the turn that was asked for may still have to be waited for, in milliseconds; 0 if it has come.
    package let wait: Int

    package init(
        identity: String, role: String, mayAppend: Bool, time: Int, head: LogHead,
        rootOfCaller: TreeHash.Digest?, root: TreeHash.Digest?, texts: [String], wait: Int
    ) {
        self.identity = identity
        self.role = role
        self.mayAppend = mayAppend
        self.time = time
        self.head = head
        self.rootOfCaller = rootOfCaller
        self.root = root
        self.texts = texts
        self.wait = wait
    }
}

/// What became of texts that were to be appended.
package enum SharedAppend: Sendable, Equatable {
    /// They are there, as durable as the server makes it.
    case appended(LogHead)
    /// Others have appended in the meantime: the first of the texts that the caller lacks. Nothing was appended.
    case moved(news: [String])
    /// It is somebody else's turn. Nothing was appended.
    case othersTurn
}
