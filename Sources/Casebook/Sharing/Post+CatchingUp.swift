import DisputeModel
import EventLog
import Projections
import SQLite

extension Post {
    /// Whether this post's role may append to the shared log, as the server says now.
    package func mayFile(_ casebook: Casebook) throws -> Bool {
        try casebook.store.inTurn { try catchUp(casebook) }.mayAppend
    }

    /// Brings the copy up to the head of the shared log, and returns what the server said last. The caller holds the
    /// queue of writers.
    ///
    /// - Parameter turn: a turn to ask for at the same time.
    /// - Throws: `SharedLogError`; `.otherPast` if the server's events are not those that the copy has.
    func catchUp(_ casebook: Casebook, asking turn: Turn? = nil) throws -> SharedLogState {
        while true {
            let known = try casebook.store.read { db in
                let log = Log(db)
                let head = try log.head()
                return (
                    head: head, root: try log.root(size: head.position),
                    identity: try log.setting(CopySetting.identity)
                )
            }
            let shared = try shared()
            let state = try shared.catchUp(after: known.head.position, limit: Self.batch, asking: turn)
            note(state)
            guard state.identity == known.identity else {
                throw SharedLogError.otherLog(server: shared.place)
            }
            guard state.rootOfCaller == known.root else { throw try otherPast(casebook, state) }
            if Self.isFarBehind(known.head.position, state.head.position) {
                try pull(from: known.head.position, to: state.head.position, into: casebook)
                // Once more: the roots are compared, and others may have filed meanwhile.
                continue
            }
            guard try !state.texts.isEmpty || isNoteDue(state, casebook) else { return state }
            do {
                try apply(state.texts, after: known.head.position, state, to: casebook)
            } catch let error where error is OtherRoot || (error as? LogError)?.isOfOrder == true {
                throw try otherPast(casebook, state)
            }
            let reached = known.head.position + state.texts.count
            if !state.texts.isEmpty { onProgress(reached, state.head.position) }
            if reached >= state.head.position { return state }
        }
    }

    /// The events that the server sent do not have the root that it names. Nothing of them is kept.
    private struct OtherRoot: Error {}

    /// How many texts are pulled at once.
    static let batch = 1000

    /// Adds events that are in the shared log to the copy.
    ///
    /// - Parameters:
    ///   - texts: the events' texts in order.
    ///   - position: the position of the event before them.
    ///   - state: what the server said with them: it knows the root over all events. nil if it said nothing.
    func apply(_ texts: [String], after position: Int, _ state: SharedLogState?, to casebook: Casebook) throws
    {
        try casebook.log.write(isDurable: false) { db, projector in
            let log = Log(db)
            guard try log.head().position == position else { throw SharedLogError.overtaken }
            var reader = TextReader()
            for (text, position) in zip(texts, (position + 1)...) {
                try ReceivedText(text, &reader, at: position).append(to: log, at: position)
                try projector.apply(text, at: position)
            }
            guard let state else { return }
            if position + texts.count == state.head.position,
                try log.root(size: state.head.position) != state.root
            {
                throw OtherRoot()
            }
            try note(state, log)
        }
    }

    /// Whether what the copy says of its last contact is more than half a minute old.
    private func isNoteDue(_ state: SharedLogState, _ casebook: Casebook) throws -> Bool {
        try casebook.store.read { db in
            let reached = try Log(db).setting(.reached).flatMap { Int($0) }
            return try reached.map { abs(state.time - $0) > 30_000 } ?? true
                || Log(db).setting(.role) != state.role
        }
    }

    /// Remembers in the copy when the server was reached, and as whom.
    private func note(_ state: SharedLogState, _ log: Log) throws {
        try log.set(CopySetting.reached.rawValue, "\(state.time)")
        if try log.setting(CopySetting.role) != state.role {
            try log.set(CopySetting.role.rawValue, state.role)
        }
    }
}

extension LogError {
    /// Whether an event does not continue the log.
    fileprivate var isOfOrder: Bool {
        switch self {
        case .alreadyThere, .tooEarly: true
        default: false
        }
    }
}
