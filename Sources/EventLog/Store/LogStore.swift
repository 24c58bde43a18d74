/// Where a log is kept: numbered canonical texts, added after the last one and never changed.
///
/// It is all that is asked of a store that several share. What is derived from the log, and everything that a question
/// reads, lies in a copy on this machine, whichever store orders the texts. Whatever implements this passes
/// `Tests/LogStoreSuite`.
///
/// One thread uses a value at a time; as many as like to may have values of the same log.
package protocol LogStore {
    /// The last event; `.empty` where there is none.
    func head() throws -> LogHead

    /// The texts after a position, in order and without a gap: at most so many, and fewer only where there are no more.
    func texts(after position: Int, limit: Int) throws -> [String]

    /// Adds events behind the last one, all of them or none, and returns when they are durable.
    ///
    /// Throws `LogError.movedOn`, with the head as it is now, where the last event is not the one at `position`;
    /// `.alreadyThere` where an event has the id or the key of one of them; `.tooEarly` where one would be recorded
    /// before the one before it.
    ///
    /// - Returns: the last of them.
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
            guard head.position == position &+ entries.count else { throw LogError.movedOn(to: head) }
            return head
        }
    }
}
