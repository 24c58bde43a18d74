import DisputeModel
import EventLog
import Platform
import Projections
import SQLite

extension Post {
    /// Files events in the shared log and adds them to the copy; if the server cannot be reached, keeps them in the
    /// outbox.
    ///
    /// The events are first filed in a transaction of the copy, so the rules are checked against the record as it is at
    /// the shared log's head. Before that transaction commits, their texts are appended to the shared log after this
    /// head. If others were quicker, everything is rolled back, and done again on the new head. After the third time the
    /// post asks for a turn. So the copy never has an event that the shared log has not.
    ///
    /// - Parameters:
    ///   - now: the time for events that are kept in the outbox; those that are filed get the server's.
    ///   - isRepeatable: whether `body` may be called again. If not, the post asks for a turn at once.
    ///   - mayWait: whether the events may be kept in the outbox.
    ///   - body: files the events.
    func file<Result>(
        in casebook: Casebook, at now: Instant, isRepeatable: Bool, mayWait: Bool,
        _ body: (inout FilingSession) throws -> Result
    ) throws -> Result {
        try casebook.store.inTurn {
            var isDone = false
            let role: String
            // Whatever broke, the server is asked again before anything else.
            defer { if !isDone { forget() } }
            do {
                let state = try recentState ?? catchUp(casebook)
                guard state.mayAppend else { throw SharedLogError.mayOnlyRead(role: state.role) }
                role = state.role
            } catch SharedLogError.unreachable(let reason) where mayWait {
                return try keep(
                    casebook, at: now, isRepeatable: isRepeatable,
                    SharedLogError.unreachable(reason: reason).problem, body)
            }
            do {
                let result = try fileInTurn(casebook, role, isRepeatable: isRepeatable, body)
                isDone = true
                return result
            } catch SharedLogError.unreachable(let reason) where isRepeatable && mayWait {
                return try keep(
                    casebook, at: now, isRepeatable: isRepeatable,
                    SharedLogError.unreachable(reason: reason).problem, body)
            } catch let unsettled as Unsettled {
                throw try keep(casebook, unsettled)
            }
        }
    }

    /// Appends until it succeeds, or something else than other posts prevents it.
    private func fileInTurn<Result>(
        _ casebook: Casebook, _ role: String, isRepeatable: Bool,
        _ body: (inout FilingSession) throws -> Result
    ) throws -> Result {
        var turn: Turn?
        var (failures, isOthersTurn, isDone) = (0, !isRepeatable, false)
        // A turn that was not used would delay the others until it ends.
        defer { if let turn, !isDone { try? shared().leave(turn) } }
        while true {
            if isOthersTurn || failures >= Self.tries {
                turn = turn ?? Turn(random: random)
                try wait(for: turn, casebook)
            }
            do {
                let result = try fileOnce(casebook, role, turn, body)
                isDone = true
                return result
            } catch let overtaken as Overtaken {
                guard isRepeatable else { throw SharedLogError.overtaken }
                failures += 1
                isOthersTurn = overtaken.news == nil
                try apply(overtaken, to: casebook)
            }
        }
    }

    /// Adds what others have appended to the copy.
    private func apply(_ overtaken: Overtaken, to casebook: Casebook) throws {
        let news = overtaken.news ?? []
        do {
            try apply(news, after: overtaken.position, nil, to: casebook)
            // The answer holds only so many.
            if news.count >= Self.batch { _ = try catchUp(casebook) }
        } catch is LogError {
            // They do not continue the copy: the roots say from where on.
            _ = try catchUp(casebook)
        }
    }

    /// After how many failures a post asks for a turn.
    private static let tries = 3

    /// Waits until the turn has come, with the copy up to the head.
    private func wait(for turn: Turn?, _ casebook: Casebook) throws {
        while true {
            let wait = try catchUp(casebook, asking: turn).wait
            guard wait > 0 else { return }
            // Asking again also says that this post is still there.
            _ = try shared().waitForNews(milliseconds: min(wait, 1000), or: turn)
        }
    }

    /// Others have appended, or have a turn. `news` is nil if it is somebody else's turn.
    private struct Overtaken: Error {
        let position: Int
        let news: [String]?
    }

    /// Texts were sent, and may be in the shared log.
    private struct Unsettled: Error {
        let texts: [String]
        let reason: String
    }

    /// The texts are sent as soon as they are known. While the server appends them, the projections of the copy are
    /// written; the transaction is committed when the server has answered.
    private func fileOnce<Result>(
        _ casebook: Casebook, _ role: String, _ turn: Turn?, _ body: (inout FilingSession) throws -> Result
    ) throws -> Result {
        let time = time ?? Instant(milliseconds: SystemClock.milliseconds)
        var pending: PendingAppend?
        var (result, isAppended): (Result?, Bool) = (nil, false)
        func settle() throws {
            guard let sent = pending else { return }
            pending = nil
            try sent.settle()
            isAppended = true
        }
        do {
            return try casebook.log.write(
                isDurable: false,
                afterBody: { db, start in
                    pending = try self.send(Self.texts(in: db, after: start), start, turn)
                },
                beforeCommit: { _, _ in try settle() }
            ) { db, projector in
                var session = try FilingSession(
                    db, projector, at: time, random: casebook.random, role: role)
                let made = try body(&session)
                result = made
                return made
            }
        } catch {
            // What was sent may be in the shared log, even if the copy cannot be written.
            try settle()
            guard isAppended, let result else { throw error }
            onCopyBehind(error)
            return result
        }
    }

    /// Texts that were sent.
    private struct PendingAppend {
        let texts: [String]
        let position: Int
        let outcome: () throws -> SharedAppend

        /// Waits for the answer, and throws if it is not that they were appended.
        func settle() throws {
            do {
                switch try outcome() {
                case .appended: return
                case .moved(let news): throw Overtaken(position: position, news: news)
                case .othersTurn: throw Overtaken(position: position, news: nil)
                }
            } catch SharedLogError.outcomeUnknown(let reason) {
                throw Unsettled(texts: texts, reason: SharedLogError.outcomeUnknown(reason: reason).problem)
            }
        }
    }

    private func send(_ texts: [String], _ position: Int, _ turn: Turn?) throws -> PendingAppend? {
        guard !texts.isEmpty else { return nil }
        do {
            return PendingAppend(
                texts: texts, position: position,
                outcome: try shared().beginAppend(texts, after: position, in: turn))
        } catch SharedLogError.outcomeUnknown(let reason) {
            throw Unsettled(texts: texts, reason: SharedLogError.outcomeUnknown(reason: reason).problem)
        }
    }

    private static func texts(in db: Database, after start: Int) throws -> [String] {
        var texts: [String] = []
        try Log(db).forEach(from: start + 1) { _, _, text in
            texts.append(text)
            return true
        }
        return texts
    }

    // MARK: The outbox

    /// Keeps events in the outbox. They are checked against the record as this copy has it, after the events that are
    /// in the outbox already. Nothing that is made for this check stays in the copy.
    private func keep<Result>(
        _ casebook: Casebook, at now: Instant, isRepeatable: Bool, _ reason: String,
        _ body: (inout FilingSession) throws -> Result
    ) throws -> Result {
        if isRepeatable, let known = try? draft(casebook, at: now, after: [], body), known.texts.isEmpty {
            // Nothing is to be filed: for example, its key is in the log.
            return known.result
        }
        let entries = try casebook.store.read { try Outbox($0).entries() }
        let drafted = try draft(casebook, at: now, after: entries, body)
        guard drafted.texts.isEmpty else { throw try keep(casebook, drafted.texts, .kept, reason) }
        guard drafted.repeated.isEmpty else {
            let events = drafted.repeated.map { entry in
                KeptInOutbox.Kept(number: entry.number, id: EventID(bytes: entry.id).description)
            }
            throw KeptInOutbox(events: events, isUnknown: false, reason: reason)
        }
        return drafted.result
    }

    /// What `body` would file.
    private struct Draft<Result> {
        let result: Result
        /// The texts of the events that it would add.
        let texts: [String]
        /// The entries of the outbox that it would file once more, under the same key.
        let repeated: [Outbox.Entry]
    }

    /// Calls `body` in a transaction that is rolled back.
    ///
    /// - Parameter entries: what is in the outbox, and is filed first.
    private func draft<Result>(
        _ casebook: Casebook, at now: Instant, after entries: [Outbox.Entry],
        _ body: (inout FilingSession) throws -> Result
    ) throws -> Draft<Result> {
        var draft: Draft<Result>?
        do {
            try casebook.log.write(beforeCommit: { _, _ in throw RolledBack() }) { db, projector in
                let role = try Log(db).setting(CopySetting.role)
                var session = try FilingSession(db, projector, at: now, random: casebook.random, role: role)
                var filed: [Int: Outbox.Entry] = [:]
                for entry in entries {
                    // One that would be refused now is left out: it may be refused when it is filed, too.
                    if let receipt = try? session.file(entry) { filed[receipt.position] = entry }
                }
                let start = try Log(db).head().position
                let result = try body(&session)
                draft = Draft(
                    result: result, texts: try Self.texts(in: db, after: start),
                    repeated: session.repeats.compactMap { filed[$0] })
            }
        } catch is RolledBack {}
        guard let draft else { throw SharedLogError.overtaken }
        return draft
    }

    /// Thrown to roll back a transaction in which drafts were checked.
    private struct RolledBack: Error {}

    private func keep(_ casebook: Casebook, _ unsettled: Unsettled) throws -> KeptInOutbox {
        try keep(casebook, unsettled.texts, .unknown, unsettled.reason)
    }

    private func keep(
        _ casebook: Casebook, _ texts: [String], _ state: Outbox.State, _ reason: String
    ) throws -> KeptInOutbox {
        let events = try casebook.store.write { db in
            try texts.map { text in
                let id = Event(text: text)?.id ?? ""
                let number = try Outbox(db).add(
                    id: EventID(id)?.bytes ?? [], state, reason: state == .kept ? nil : reason, text: text)
                return KeptInOutbox.Kept(number: number, id: id)
            }
        }
        return KeptInOutbox(events: events, isUnknown: state == .unknown, reason: reason)
    }
}
