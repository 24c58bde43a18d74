import DisputeModel
import EventLog
import Platform

/// The way from a post's copy to the shared log: a connection that is made when it is needed, and what the server said
/// last.
package final class Post {
    private let connect: () throws -> any SharedLog
    private var connection: (any SharedLog)?
    /// Called when events are pulled, with the position that the copy has reached and the last one of the shared log.
    package var onProgress: (_ position: Int, _ last: Int) -> Void = { _, _ in }
    /// Where the evidence of a differing past is written. Gets its name and its text; returns the file's path as shown.
    package var keepEvidence: (_ name: String, _ text: String) throws -> String = { _, _ in "" }
    /// Called when events are in the shared log, and the copy could not be written, with the reason. The copy gets them
    /// when it catches up next.
    package var onCopyBehind: (_ reason: any Error) -> Void = { _ in }
    /// What the server said last, with the time at which it said so by the clock that is never adjusted.
    private var last: (state: SharedLogState, seconds: Double)?
    let random: () -> UInt64

    /// Makes the way to a shared log; nothing is connected yet.
    ///
    /// - Parameters:
    ///   - random: random bits, for turns.
    ///   - connect: gives the shared log; called when it is first needed.
    package init(
        random: @escaping () -> UInt64 = { UInt64.random(in: .min ... .max) },
        connect: @escaping () throws -> any SharedLog
    ) {
        self.random = random
        self.connect = connect
    }

    /// The shared log.
    package func shared() throws -> any SharedLog {
        if let connection { return connection }
        let made = try connect()
        connection = made
        return made
    }

    /// The shared log through another connection, for another thread.
    func connectAnew() throws -> any SharedLog { try connect() }

    /// The server's time, as it said it last, and counted on by this machine's clock; nil before it was asked.
    var time: Instant? {
        last.map { state, seconds in
            Instant(milliseconds: state.time + Int((SystemClock.seconds - seconds) * 1000))
        }
    }

    /// What the server said in the last second. A program that files event after event need not ask before each: if the
    /// head has moved, the answer to the next append says so.
    var recentState: SharedLogState? {
        last.flatMap { state, seconds in SystemClock.seconds - seconds < 1 ? state : nil }
    }

    /// Forgets what the server said last, so that it is asked again before the next filing.
    func forget() { last = nil }

    func note(_ state: SharedLogState) { last = (state, SystemClock.seconds) }
}

/// The settings of a copy that say what it is a copy of.
package enum CopySetting: String, CaseIterable {
    /// The server's address, without secrets.
    case server
    /// The number of the shared log.
    case identity
    /// The role as which this post last logged in.
    case role
    /// When the server was last reached, in milliseconds since 1970 by its own clock.
    case reached
    /// How many of the server's checkpoints were read.
    case checkpointsRead = "checkpoints-read"
    /// The number of the copy's last checkpoint that the server has.
    case checkpointsSent = "checkpoints-sent"
}

extension Log {
    func setting(_ name: CopySetting) throws -> String? { try setting(name.rawValue) }
}
