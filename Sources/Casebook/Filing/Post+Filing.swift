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
                return try keep(casebook, at: now, SharedLogError.unreachable(reason: reason).problem, body)
            }
            do {
                let result = try fileInTurn(casebook, role, isRepeatable: isRepeatable, body)
                isDone = true
                return result
            } catch SharedLogError.unreachable(let reason) where isRepeatable && mayWait {
                return try keep(casebook, at: now, SharedLogError.unreachable(reason: reason).problem, body)
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

    private func fileOnce<Result>(
        _ casebook: Casebook, _ role: String, _ turn: Turn?, _ body: (inout FilingSession) throws -> Result
    ) throws -> Result {
        let time = time ?? Instant(milliseconds: SystemClock.milliseconds)
        return try casebook.log.write(
            isDurable: false, beforeCommit: { db, start in try self.append(in: db, after: start, turn) }
        ) { db, projector in
            var session = try FilingSession(db, projector, at: time, random: casebook.random, role: role)
            return try body(&session)
        }
    }

    /// Appends what the transaction has added to the copy to the shared log.
    private func append(in db: Database, after start: Int, _ turn: Turn?) throws {
        let texts = try Self.texts(in: db, after: start)
        guard !texts.isEmpty else { return }
        do {
            switch try shared().append(texts, after: start, in: turn) {
            case .appended: return
            case .moved(let news): throw Overtaken(position: start, news: news)
            case .othersTurn: throw Overtaken(position: start, news: nil)
            }
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
    /// in the outbox already.
    private func keep<Result>(
        _ casebook: Casebook, at now: Instant, _ reason: String,
        _ body: (inout FilingSession) throws -> Result
    ) throws -> Result {
        // What `body` has filed, in the current transaction.
        var texts: [String] = []
        do {
            return try casebook.log.write(
                beforeCommit: { _, _ in if !texts.isEmpty { throw Drafted() } }
            ) { db, projector in
                let role = try Log(db).setting(CopySetting.role)
                var session = try FilingSession(db, projector, at: now, random: casebook.random, role: role)
                for entry in try Outbox(db).entries() {
                    // One that would be refused now is left out: it may be refused when it is filed, too.
                    _ = try? session.file(entry)
                }
                let start = try Log(db).head().position
                let result = try body(&session)
                texts = try Self.texts(in: db, after: start)
                return result
            }
        } catch is Drafted {
            throw try keep(casebook, texts, .kept, reason)
        }
    }

    /// Thrown to roll back a transaction in which drafts were checked.
    private struct Drafted: Error {}

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
