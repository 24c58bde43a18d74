/// A store of numbered canonical texts that are appended and never changed.
///
/// This protocol is all that a shared store has to provide. Whatever is derived from the log, and everything
/// that questions read, is in a local copy, whichever store orders the texts. Every implementation has to
/// pass `Tests/LogStoreSuite`.
///
/// A value is used by one thread at a time. Several values may use the same log.
package protocol LogStore {
    /// The last event; `.empty` if the log has none.
    func head() throws -> LogHead

    /// The texts after a position, in order and without a gap: `limit` of them, or fewer at the end of the
    /// log.
    func texts(after position: Int, limit: Int) throws -> [String]

    /// Appends events after the last one, all or none, and returns when they are durable.
    ///
    /// - Parameters:
    ///   - entries: the events in order. The first one gets the position after `position`.
    ///   - position: the position of the last event, as the caller knows it.
    /// - Returns: the last appended event.
    /// - Throws: `LogError.headMoved` with the current head if the last event is not at `position`;
    ///   `.alreadyThere` if an event has the id or key of one in the log; `.tooEarly` if an event's recording
    ///   time is before that of its predecessor.
    func append(_ entries: [Log.Entry], after position: Int) throws -> LogHead
}

extension EventStore: LogStore {
    package func head() throws -> LogHead { try read { try Log($0).head() } }

    package func texts(after position: Int, limit: Int) throws -> [String] {
        let (last, isBeyond) = position.addingReportingOverflow(limit)
        guard limit > 0, position < .max else { return [] }
        return try read { db in
            var texts: [String] = []
            try Log(db).forEach(from: position + 1, through: isBeyond ? .max : last) { found, _, text in
                texts.append(text)
                guard found == position + texts.count else {
                    throw LogError.damaged(path: path, reason: "#\(position + texts.count) is missing")
                }
                return true
            }
            return texts
        }
    }

    package func append(_ entries: [Log.Entry], after position: Int) throws -> LogHead {
        try write { db in
            let log = Log(db)
            for (entry, index) in zip(entries, 1...) { try log.append(entry, at: position &+ index) }
            let head = try log.head()
            guard head.position == position &+ entries.count else { throw LogError.headMoved(to: head) }
            return head
        }
    }
}
