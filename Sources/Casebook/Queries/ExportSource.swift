import Answers
import CanonicalJSON
import DisputeModel
import EventLog
import Projections

/// An event of the log as known now, on its way out of the house.
package struct ExportedEvent: Sendable {
    package let position: Int
    /// With the corrections, sources and markings that remain.
    package let event: Event
    package let place: Instant
    package let isRetracted: Bool
    package let isCorrected: Bool
    /// The canonical text as it was recorded; nil where something would have to be taken out of it.
    package let text: String?
    /// The text says all that is known: nothing has been said about the event since, and no higher marking counts for it.
    package let isAsRecorded: Bool
}

/// How a dispute went, as known now, on its way out of the house.
package struct ExportedCourse: Sendable {
    package let course: Course
    /// Dates that its acts name and by which nobody owes an answer.
    package let appointments: [Appointment]
}

/// What is taken out of a log at one moment of it: everything or some disputes.
///
/// It can be gone through as often as one likes, and is the same each time. Events come one at a time: memory does not grow
/// with the log, save as `KnownLog` says.
package struct ExportSource {
    package let parties: PartyRegister
    /// Of the log.
    package let name: String?
    /// The disputes that are wanted; all of them where there is none.
    package let disputes: [String]
    private let reading: ReadTransaction
    private let redaction: Redaction?

    init(_ reading: ReadTransaction, of disputes: [String], _ redaction: Redaction?) throws {
        self.reading = reading
        self.disputes = disputes
        self.redaction = redaction
        parties = try Casebook.parties(reading.db)
        name = try reading.log.setting("name")
    }

    /// Up to a marking events have none.
    package var hasPositions: Bool { redaction == nil }

    /// Nothing above it is in the excerpt; nil where all is.
    package var marking: Marking? { redaction?.marking }

    /// The last event, and when it was recorded; up to a marking, of those that remain.
    package func head() throws -> (position: Int, recordedAt: Instant?) {
        let head = try reading.log.head()
        return (head.position, head.position == 0 ? nil : Instant(kept: head.recordedAt))
    }

    /// Whose log it is, and what its keeper has set.
    package func settings() throws -> [(name: String, value: String)] {
        let settings = try reading.log.settings()
        return ["marking", "name", "self", "vkey"].compactMap { name in settings[name].map { (name, $0) } }
    }

    /// The checkpoints that were signed, as text; up to a marking none, as they count what is left out.
    package func checkpoints() throws -> [Checkpoints.Kept] { try Checkpoints(reading.db).all() }

    /// The position of the event that has this id, if it is in the excerpt.
    package func position(of id: String) throws -> Int? {
        guard let bytes = EventID(id)?.bytes, let position = try reading.log.position(ofID: bytes) else {
            return nil
        }
        if disputes.isEmpty { return position }
        let stream = try reading.log.stream(at: position)
        return stream.map { Self.isWanted($0, disputes) } == true ? position : nil
    }

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
    package func forEachEvent(_ body: (ExportedEvent) throws -> Void) throws {
        let known = try KnownLog(reading)
        let markings = known.markings
        try known.forEach({ Self.isWanted($0, disputes) }) { entry in
            guard let recorded = Event(text: entry.text) else { return }
            var (event, isCorrected) = (recorded, false)
            if entry.hasRecordEvents {
                (event, isCorrected) = try known.asKnown(recorded, at: entry.position)
            }
            let ownPlace =
                event.dispute.isEmpty
                ? event.recordedAt ?? Instant(milliseconds: 0) : event.ownPlace
            let marked = try markings.applied(to: event)
            try body(
                ExportedEvent(
                    position: entry.position, event: marked, place: entry.place(of: event) ?? ownPlace,
                    isRetracted: entry.isRetracted, isCorrected: isCorrected,
                    text: redaction?.notAsRecorded.contains(entry.position) == true ? nil : entry.text,
                    isAsRecorded: !entry.hasRecordEvents
                        && marked.fields["marking"] == event.fields["marking"]))
        }
    }

    /// The courses of the disputes, family by family, folded from the texts: the projections are not asked.
    package func forEachCourse(_ body: (ExportedCourse) throws -> Void) throws {
        let families = disputes.isEmpty ? nil : Array(Set(disputes.map { DisputeID.family(of: $0) }))
        try reading.forEachRecordFromTexts(of: families) { record in
            let dates = Dictionary(
                grouping: record.acts.compactMap { act in
                    act.appointment.map { Appointment(position: act.position, dispute: act.dispute, due: $0) }
                }, by: \.dispute)
            for course in FamilyFold.courses(of: record)
            where Self.isWanted(course.opening.dispute, disputes) {
                try body(ExportedCourse(course: course, appointments: dates[course.opening.dispute] ?? []))
            }
        }
    }

    private static func isWanted(_ stream: String, _ disputes: [String]) -> Bool {
        disputes.isEmpty || disputes.contains { stream == $0 || DisputeID.isPart(stream, of: $0) }
    }
}

extension Casebook {
    /// Gives `body` an excerpt of the log: all of it, or the disputes that are named with their sub-disputes. Throws
    /// `QueryError.noDispute` where one that is named does not exist.
    package func source<Result>(
        of disputes: [String] = [], _ body: (ExportSource) throws -> Result
    ) throws -> Result {
        let known = disputes.isEmpty ? [] : Set(try self.disputes())
        for name in disputes where !known.contains(name) { throw try noDispute(name) }
        return try store.read { db in
            try body(ExportSource(ReadTransaction(db, faults), of: disputes, redaction))
        }
    }
}
