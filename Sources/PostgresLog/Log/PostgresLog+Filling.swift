import EventLog

extension PostgresLog {
    /// Lays a shared log that has the name, the key, the settings and the events of a log in a file. If it was stopped
    /// before, it goes on where it was.
    ///
    /// - Parameters:
    ///   - store: the log in a file.
    ///   - random: random bits, for the new log's identity.
    ///   - progress: called with the number of events that are there, and of all.
    /// - Returns: the log's name, and the number of its events.
    /// - Throws: `SharedLogError.logExists` if another log is there.
    package func fill(
        from store: EventStore, random: () -> UInt64, progress: (Int, Int) -> Void
    ) throws -> (name: String, events: Int) {
        let (settings, last) = try store.read { try (Log($0).settings(), Log($0).head().position) }
        let own = settings.filter { ["name", "vkey", "self", "marking"].contains($0.key) }
        _ = try createSchema(settings: own, random: random)
        var head = try row("SELECT coalesce(max(position), 0) FROM chancery.event").number(0) ?? 0
        let isSame = try row("SELECT value FROM chancery.setting WHERE name = 'vkey'").text(0) == own["vkey"]
        guard isSame, head <= last, try root(size: head) == store.read({ try Log($0).root(size: head) })
        else {
            throw SharedLogError.logExists(server: place)
        }
        while head < last {
            let entries = try store.read { db in
                var entries: [Log.Entry] = []
                for position in head + 1...min(head + Self.mostTexts, last) {
                    guard let entry = try Log(db).entry(at: position) else {
                        throw LogError.damaged(path: store.path, reason: "#\(position) is missing")
                    }
                    entries.append(entry)
                }
                return entries
            }
            head = try appendAsIs(entries, after: head).position
            progress(head, last)
        }
        return (own["name"] ?? "", last)
    }
}
