import Answers
import CanonicalJSON
import DisputeModel
import EventLog
import Projections

/// An event as known now, for export.
package struct ExportedEvent: Sendable {
    /// Position of the event in the log, from 1.
    package let position: Int
    /// The event with the corrections, added sources and marking changes that count.
    package let event: Event
    /// The event's place (section 2).
    package let place: Instant
    /// Whether a retraction that counts applies to the event.
    package let isRetracted: Bool
    /// Whether a correction that counts has been applied to the event.
    package let isCorrected: Bool
    /// The canonical text as recorded; nil in an export limited to a marking if the text would have to be redacted.
    package let text: String?
    /// Whether the recorded text is all that is known: there are no record events about the event, and no higher
    /// marking counts for it.
    package let isAsRecorded: Bool
}

/// The course of a dispute as known now, for export.
package struct ExportedCourse: Sendable {
    /// The phases, levels and obligations of the dispute, folded from its acts.
    package let course: Course
    /// The appointments that its acts set.
    package let appointments: [Appointment]
}

/// The part of a log that is exported, at one moment: everything, or some disputes.
///
/// It can be read any number of times and gives the same each time. Events are read one at a time, so memory does not
/// grow with the log, except as `KnownLog` says.
package struct ExportSource {
    /// The parties that the log knows.
    package let parties: PartyRegister
    /// The log's name.
    package let name: String?
    /// The disputes to export, with their sub-disputes; empty for all.
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

    /// Whether events are named by position; false in an export limited to a marking.
    package var hasPositions: Bool { redaction == nil }

    /// The marking that the export is limited to; nil without a limit.
    package var marking: Marking? { redaction?.marking }

    /// The last event of the log, and when it was recorded; in an export limited to a marking, the last one that
    /// remains.
    package func head() throws -> (position: Int, recordedAt: Instant?) {
        let head = try reading.log.head()
        return (head.position, head.position == 0 ? nil : Instant(kept: head.recordedAt))
    }

    /// The log's settings that can be exported, sorted by name: `marking`, `name`, `self` and `vkey`.
    package func settings() throws -> [(name: String, value: String)] {
        let settings = try reading.log.settings()
        return ["marking", "name", "self", "vkey"].compactMap { name in settings[name].map { (name, $0) } }
    }

    /// The log's checkpoints. None in an export limited to a marking, since they count the events that are left out.
    package func checkpoints() throws -> [Checkpoints.Kept] { try Checkpoints(reading.db).all() }

    /// The position of the event with this id; nil if the event is not exported.
    package func position(of id: String) throws -> Int? {
        guard let position = try reading.log.position(of: id) else { return nil }
        if disputes.isEmpty { return position }
        let stream = try reading.log.stream(at: position)
        return stream.map { Self.isWanted($0, disputes) } == true ? position : nil
    }

    /// The canonical texts as recorded, in log order. In an export limited to a marking, texts that would have to be
    /// redacted are left out, and so are texts that name such an event.
    package func forEachText(_ body: (_ position: Int, _ text: String) throws -> Void) throws {
        try reading.log.forEach { position, stream, text in
            if Self.isWanted(stream, disputes), redaction?.notAsRecorded.contains(position) != true {
                try body(position, text)
            }
            return true
        }
    }

    /// The events as known now, in log order, including retracted ones.
    package func forEachEvent(_ body: (ExportedEvent) throws -> Void) throws {
        let known = try KnownLog(reading)
        let markings = known.markings
        try known.forEach({ Self.isWanted($0, disputes) }) { entry in
            guard let recorded = Event(text: entry.text) else { return }
            let amendments = entry.hasRecordEvents ? try known.counted(on: entry.position).map(\.event) : []
            let event = recorded.amended(by: amendments)
            let ownPlace =
                event.dispute.isEmpty
                ? event.recordedAt ?? Instant(milliseconds: 0) : event.ownPlace
            let marked = try markings.applied(to: event)
            try body(
                ExportedEvent(
                    position: entry.position, event: marked, place: entry.place(of: event) ?? ownPlace,
                    isRetracted: entry.isRetracted,
                    isCorrected: amendments.contains { $0.recordKind == .correction },
                    text: redaction?.notAsRecorded.contains(entry.position) == true ? nil : entry.text,
                    isAsRecorded: !entry.hasRecordEvents
                        && marked.fields["marking"] == event.fields["marking"]))
        }
    }

    /// The courses of the disputes, family by family, folded from the texts and not read from the projections.
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
    /// Calls `body` with the part of the log to export. Throws `QueryError.noDispute` if a named dispute does not
    /// exist.
    ///
    /// - Parameters:
    ///   - disputes: the disputes to export, with their sub-disputes; empty for all.
    ///   - body: reads the source, which is valid only until it returns.
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
