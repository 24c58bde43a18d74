import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
import SQLite

/// Writes an `ExportSource` to a new SQLite file.
///
/// Courses come dispute by dispute, but events come in the order of the log. Therefore the steps of the courses
/// are first written to a temporary table and read back in the order of their events. Memory does not grow with
/// the log.
struct ExportDatabase {
    private let file: NewDatabase
    private let source: ExportSource
    private let parties: TableWriter

    init(_ file: NewDatabase, _ source: ExportSource) throws {
        self.file = file
        self.source = source
        try file.write { database throws(SQLiteError) in
            try database.execute(ExportSchema.tables + ExportSchema.scratch)
        }
        parties = try TableWriter(file, "OR IGNORE INTO parties", columns: 3)
    }

    /// Writes all tables. Returns the number of events written.
    func fill() throws -> Int {
        try writeCourses()
        let count = try writeEvents()
        for party in source.parties.own { try name(party.code) }
        let checkpoints = try TableWriter(file, "INTO checkpoints", columns: 3)
        for kept in try source.checkpoints() {
            try checkpoints.write([.number(kept.number), .number(kept.size), .text(kept.text)])
        }
        let settings = try TableWriter(file, "INTO settings", columns: 2)
        for (name, value) in try source.settings() { try settings.write([.text(name), .text(value)]) }
        let head = try source.head()
        try TableWriter(file, "INTO log_state", columns: 8).write([
            .text(source.name), .number(head.position), .text(head.recordedAt?.description),
            .number(head.position), .number(1), .number(count), .text(source.marking?.rawValue),
            source.disputes.isEmpty ? .null : .text(Self.list(source.disputes)),
        ])
        try file.write { database throws(SQLiteError) in try database.execute(ExportSchema.indexes) }
        return count
    }

    // MARK: Courses

    private func writeCourses() throws {
        let writer = try CourseWriter(file, name: name)
        try source.forEachCourse(writer.write)
    }

    /// Adds the row of a party to the table `parties`, if it has none yet.
    private func name(_ reference: String) throws {
        guard let party = Party(reference) else { return }
        let isOwn = source.parties.party(code: party.code)?.sort == .own
        try parties.write([
            .text(reference), .text(source.parties.name(of: party)), .flag(isOwn),
        ])
    }

    // MARK: Events

    private func writeEvents() throws -> Int {
        let events = try TableWriter(file, "INTO events", columns: 24)
        let remarks = try EventPartWriter(file, source, name: name)
        let steps = try WaitingSteps(file)
        var count = 0
        try source.forEachEvent { known in
            count += 1
            let step = try steps.step(of: known.position)
            try events.write(Self.row(known, step))
            try remarks.write(known)
        }
        return count
    }

    private static func row(_ known: ExportedEvent, _ step: WaitingSteps.Step?) -> [Cell] {
        let event = known.event
        func text(_ key: String) -> Cell { .text(event.fields[key].map(Self.text)) }
        let due = event.due
        return [
            .number(known.position), .text(event.id), event.dispute.isEmpty ? .null : .text(event.dispute),
            text("kind"), text("occurred"), text("recordedAt"), text("recordedBy"), text("actors"),
            text("addressees"), text("summary"), .text(event.fields["standing"].map(Self.text) ?? "asserted"),
            .text(event.fields["marking"].map(Self.text) ?? Marking.public.rawValue),
            .flag(known.isRetracted), .flag(known.isCorrected), .text(known.text),
            known.isAsRecorded && known.text != nil ? .null : .text(event.text), .text(event.quote),
            .text(due?.day.description), due.map { .flag($0.isSoft) } ?? .null,
            .text(known.place.description), .text(event.firstTime?.description),
            step.map { .number($0.number) } ?? .null, .text(step?.phase),
            step.map { .number($0.temperature) } ?? .null,
        ]
    }

    private static func text(_ value: JSON) -> String { value.string ?? value.canonical }

    static func list(_ names: [String]) -> String { JSON.array(names.map { .string($0) }).canonical }
}

/// Writes the parts that an event may have several of: parties, references, tags and sources.
private struct EventPartWriter {
    private let source: ExportSource
    private let name: (String) throws -> Void
    private let parties: TableWriter
    private let references: TableWriter
    private let tags: TableWriter
    private let sources: TableWriter

    init(_ file: NewDatabase, _ source: ExportSource, name: @escaping (String) throws -> Void) throws {
        self.source = source
        self.name = name
        parties = try TableWriter(file, "INTO event_parties", columns: 4)
        references = try TableWriter(file, "INTO event_references", columns: 5)
        tags = try TableWriter(file, "INTO event_tags", columns: 3)
        sources = try TableWriter(file, "INTO event_sources", columns: 7)
    }

    func write(_ known: ExportedEvent) throws {
        let (position, event) = (known.position, known.event)
        for (role, list) in [("actor", event.actors), ("addressee", event.addressees)] {
            for (index, party) in list.enumerated() {
                try name(party.reference)
                try parties.write([
                    .number(position), .text(role), .number(index + 1), .text(party.reference),
                ])
            }
        }
        try write(event.about, as: "about", of: position)
        try write(event.inResponseTo, as: "inResponseTo", of: position)
        try write(event.target.map { [$0] } ?? [], as: "target", of: position)
        for (index, tag) in (event.fields["tags"]?.strings ?? []).enumerated() {
            try tags.write([.number(position), .number(index + 1), .text(tag)])
        }
        for (index, source) in (event.fields["sources"]?.array ?? []).compactMap(\.object).enumerated() {
            try sources.write(
                [.number(position), .number(index + 1)]
                    + ["id", "citation", "url", "published", "reliability"].map { .text(source[$0]?.string) })
        }
    }

    private func write(_ ids: [String], as role: String, of position: Int) throws {
        for (index, id) in ids.enumerated() {
            let other = try source.position(of: id)
            try references.write([
                .number(position), .text(role), .number(index + 1), .text(id),
                other.map { .number($0) } ?? .null,
            ])
        }
    }
}
