import CanonicalJSON
import DisputeModel
import EventLog

/// An event of the log as known now, on its way out of the house.
package struct KnownEvent: Sendable {
    package let position: Int
    /// With the corrections, sources and markings that remain.
    package let event: Event
    package let place: Instant
    package let isRetracted: Bool
    package let isCorrected: Bool
}

/// What is taken out of a log at one moment of it: everything or some disputes.
///
/// It can be gone through as often as one likes, and is the same each time. Events come one at a time: memory does not grow
/// with the log, save as `KnownLog` says.
package struct Excerpt {
    package let parties: PartyRegister
    /// Of the log.
    package let name: String?
    private let reading: Reading
    private let disputes: [String]
    private let redaction: Redaction?

    init(_ reading: Reading, of disputes: [String], _ redaction: Redaction?) throws {
        self.reading = reading
        self.disputes = disputes
        self.redaction = redaction
        parties = try Casebook.parties(reading.db)
        name = try reading.log.setting("name")
    }

    /// Up to a marking events have none.
    package var hasPositions: Bool { redaction == nil }

    /// The canonical texts as they were recorded, in log order. Up to a marking those are left out out of which something
    /// would have to be taken, and what names them.
    package func forEachText(_ body: (_ position: Int, _ text: String) throws -> Void) throws {
        try reading.log.forEach { position, stream, text in
            if Self.isWanted(stream, disputes), redaction?.notAsRecorded.contains(position) != true {
                try body(position, text)
            }
            return true
        }
    }

    /// The events as known now, in log order, those that were retracted too.
    package func forEachEvent(_ body: (KnownEvent) throws -> Void) throws {
        let known = try KnownLog(reading)
        let markings = known.markings
        try known.forEach({ Self.isWanted($0, disputes) }) { entry in
            guard let recorded = Event(text: entry.text) else { return }
            var (event, isCorrected) = (recorded, false)
            if entry.hasRemarks { (event, isCorrected) = try known.asKnown(recorded, at: entry.position) }
            let ownPlace =
                event.dispute.isEmpty
                ? event.recordedAt ?? Instant(milliseconds: 0) : event.ownPlace
            try body(
                KnownEvent(
                    position: entry.position, event: try markings.applied(to: event),
                    place: entry.place(of: event) ?? ownPlace,
                    isRetracted: entry.isRetracted, isCorrected: isCorrected))
        }
    }

    private static func isWanted(_ stream: String, _ disputes: [String]) -> Bool {
        disputes.isEmpty || disputes.contains { stream == $0 || DisputeID.isPart(stream, of: $0) }
    }
}

extension Casebook {
    /// Gives `body` an excerpt of the log: all of it, or the disputes that are named with their sub-disputes. Throws
    /// `QueryError.noDispute` where one that is named does not exist.
    package func excerpt<Result>(
        of disputes: [String] = [], _ body: (Excerpt) throws -> Result
    ) throws -> Result {
        let known = disputes.isEmpty ? [] : Set(try self.disputes())
        for name in disputes where !known.contains(name) { throw try noDispute(name) }
        return try store.read { db in
            try body(Excerpt(Reading(db, faults), of: disputes, redaction))
        }
    }
}
