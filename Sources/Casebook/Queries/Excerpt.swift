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

/// What is taken out of a log at one moment of it: everything or some disputes, for everybody's eyes or up to a marking.
///
/// It can be gone through as often as one likes, and is the same each time. Events come one at a time: memory does not grow
/// with the log, save as `KnownLog` and `Withheld` say.
package struct Excerpt {
    package let parties: PartyRegister
    /// Of the log.
    package let name: String?
    private let reading: Reading
    private let disputes: [String]
    private let withheld: Withheld?

    /// How many events are left out for their marking: of the texts as they were recorded, and of the events as known.
    package let leftOut: (texts: Int, events: Int)

    init(_ reading: Reading, of disputes: [String], upTo marking: Marking?) throws {
        self.reading = reading
        self.disputes = disputes
        parties = try Casebook.parties(reading.db)
        name = try reading.log.setting("name")
        guard let marking else {
            withheld = nil
            leftOut = (0, 0)
            return
        }
        let withheld = try Withheld(above: marking, in: KnownLog(reading))
        self.withheld = withheld
        func count(_ positions: [Int]) throws -> Int {
            guard !disputes.isEmpty else { return positions.count }
            return try positions.count { position in
                try reading.log.stream(at: position).map { Self.isWanted($0, disputes) } ?? false
            }
        }
        leftOut = (try count(withheld.texts), try count(withheld.events))
    }

    /// The canonical texts as they were recorded, in log order.
    package func forEachText(_ body: (_ position: Int, _ text: String) throws -> Void) throws {
        try reading.log.forEach { position, stream, text in
            if Self.isWanted(stream, disputes), withheld?.holdsText(at: position) != true {
                try body(position, text)
            }
            return true
        }
    }

    /// The events as known now, in log order, those that were retracted too.
    ///
    /// Up to a marking, they are as known to a reader who sees no more: without the corrections and sources that are marked
    /// higher, without references to what is left out, and in their own place, which no event that he does not see has
    /// moved. A retraction counts even so: what was taken back is never passed on as if it stood.
    package func forEachEvent(_ body: (KnownEvent) throws -> Void) throws {
        let known = try KnownLog(reading)
        try known.forEach({ Self.isWanted($0, disputes) }) { entry in
            guard withheld?.holdsEvent(at: entry.position) != true,
                let recorded = Event(text: entry.text)
            else { return }
            var (event, isCorrected) = (recorded, false)
            if entry.hasRemarks || hidesEvents {
                (event, isCorrected) = try known.asKnown(
                    recorded, at: entry.position,
                    applying: { try withheld?.isAbove($0, at: $1) != true },
                    showing: hidesEvents ? { withheld?.holdsEvent(at: $0) != true } : nil)
            }
            let ownPlace =
                event.dispute.isEmpty
                ? event.recordedAt ?? Instant(milliseconds: 0) : FamilyRecord.ownPlace(event, event.kind)
            try body(
                KnownEvent(
                    position: entry.position, event: event,
                    place: withheld == nil ? entry.place ?? ownPlace : ownPlace,
                    isRetracted: entry.isRetracted, isCorrected: isCorrected))
        }
    }

    private var hidesEvents: Bool { withheld?.events.isEmpty == false }

    private static func isWanted(_ stream: String, _ disputes: [String]) -> Bool {
        disputes.isEmpty || disputes.contains { stream == $0 || stream.hasPrefix("\($0)/") }
    }
}

extension Casebook {
    /// Gives `body` an excerpt of the log: all of it, or the disputes that are named with their sub-disputes; up to a marking
    /// where one is given. Throws `QueryError.noDispute` where one that is named does not exist.
    package func excerpt<Result>(
        of disputes: [String] = [], upTo marking: Marking? = nil, _ body: (Excerpt) throws -> Result
    ) throws -> Result {
        let known = disputes.isEmpty ? [] : Set(try self.disputes())
        for name in disputes where !known.contains(name) { throw try noDispute(name) }
        return try store.read { db in
            try body(Excerpt(Reading(db, faults), of: disputes, upTo: marking))
        }
    }
}
