import SQLite

/// What was recorded on a post while its shared log could not be reached, within one transaction.
package struct Outbox {
    private let db: Database

    /// Reads and writes on a connection; the caller opens the transaction.
    package init(_ db: Database) { self.db = db }

    /// An event that is to be filed.
    package struct Entry: Sendable, Equatable {
        /// Its number in the outbox, counted from 1; the order in which it is to be filed.
        package let number: Int
        /// The event's id, 16 bytes. It keeps this id when it is filed.
        package let id: [UInt8]
        /// What is known about it.
        package let state: State
        /// Why it is unknown or refused, as a sentence; nil for one that is just kept.
        package let reason: String?
        /// The event's canonical text as it would have been filed when it was recorded.
        package let text: String

        package init(number: Int, id: [UInt8], state: State, reason: String?, text: String) {
            self.number = number
            self.id = id
            self.state = state
            self.reason = reason
            self.text = text
        }
    }

    /// What is known about an entry.
    package enum State: String, Sendable {
        /// It was not sent.
        case kept
        /// It was sent, and may be in the log.
        case unknown
        /// It was refused when it was to be filed.
        case refused
    }

    /// All entries in the order in which they are to be filed.
    package func entries() throws -> [Entry] {
        try PreparedStatement(db, "SELECT number, id, state, reason, text FROM outbox ORDER BY number").all {
            Entry(
                number: $0.number(0), id: Array($0.bytes(1)),
                state: State(rawValue: $0.textBeforeNUL(2)) ?? .refused,
                reason: $0.isNull(3) ? nil : $0.wholeText(3), text: $0.wholeText(4))
        }
    }

    /// The entry of this number; nil if there is none.
    package func entry(_ number: Int) throws -> Entry? { try entries().first { $0.number == number } }

    /// How many entries there are.
    package func count() throws -> Int {
        try PreparedStatement(db, "SELECT count(*) FROM outbox").first { $0.number(0) } ?? 0
    }

    /// Adds an entry at the end; if the event is there already, changes what is known about it.
    ///
    /// - Returns: its number.
    package func add(id: [UInt8], _ state: State, reason: String?, text: String) throws -> Int {
        try db.execute(
            """
            INSERT INTO outbox (number, id, state, reason, text)
            SELECT coalesce(max(number), 0) + 1, ?1, ?2, ?3, ?4 FROM outbox WHERE true
            ON CONFLICT (id) DO UPDATE SET state = excluded.state, reason = excluded.reason
            """, [.blob(id), .text(state.rawValue), reason.map { .text($0) } ?? .null, .text(text)])
        return try PreparedStatement(db, "SELECT number FROM outbox WHERE id = ?", [.blob(id)])
            .first { $0.number(0) } ?? 0
    }

    /// Changes what is known about an entry.
    package func mark(_ number: Int, _ state: State, reason: String?) throws {
        try db.execute(
            "UPDATE outbox SET state = ?, reason = ? WHERE number = ?",
            [.text(state.rawValue), reason.map { .text($0) } ?? .null, .number(number)])
    }

    /// Replaces the text of an entry.
    package func replace(_ number: Int, text: String) throws {
        try db.execute(
            "UPDATE outbox SET text = ?, state = 'kept', reason = NULL WHERE number = ?",
            [.text(text), .number(number)])
    }

    /// Removes an entry.
    package func remove(_ number: Int) throws {
        try db.execute("DELETE FROM outbox WHERE number = ?", [.number(number)])
    }
}
