import DisputeModel
import EventLog

/// What a reader may see of one family at one moment of the record.
///
/// Up to a marking, it is folded from the events that may be shown and from nothing else, as if no other had ever been
/// recorded: so nothing that follows from an event, a phase, a place, an answer, tells of one that is not shown. What is
/// withheld is what `Withheld` says, by the markings known now; and of a past moment also what was marked too high then,
/// and the events of which the words known then are no longer shown. A retraction counts even so.
struct Sight {
    let record: FamilyRecord
    /// All that is recorded of the family, in log order, without what is withheld.
    let entries: [FamilyRecord.Entry]
    /// Positions.
    let withheld: Set<Int>

    private let all: FamilyRecord
    private let known: KnownLog
    /// By the markings known now, and by those known then; empty where nothing is withheld.
    private let curtains: [Withheld]

    init(_ reading: Reading, of family: String, through last: Int, upTo marking: Marking?) throws {
        let log = reading.log
        all = try reading.record(of: family, through: last, usingSnapshots: false)
        known = KnownLog(log, of: all)
        guard let marking else {
            (record, entries, withheld, curtains) = (all, all.entries, [], [])
            return
        }
        let now = try reading.record(of: family, through: .max, usingSnapshots: false)
        let ofNow = try Withheld(above: marking, in: KnownLog(log, of: now))
        if now.entries.count == all.entries.count {
            curtains = [ofNow]
            withheld = Set(ofNow.events)
        } else {
            let ofThen = try Withheld(above: marking, in: known)
            curtains = [ofNow, ofThen]
            let positions = Set(all.entries.map(\.position))
            withheld = positions.intersection(ofNow.texts + ofThen.events)
        }
        entries = all.entries.filter { [withheld] in !withheld.contains($0.position) }
        record = try Self.fold(entries, withheld, known, curtains)
    }

    /// The event as known to this reader; nil where it is withheld, or not of this family and moment.
    func event(at position: Int) throws -> Event? {
        guard !withheld.contains(position), let text = try known.log.text(at: position) else { return nil }
        guard !curtains.isEmpty else {
            return all.asKnown(FamilyRecord.Logged(position: position, text: text))
        }
        return try Event(text: text).map { try Self.shown($0, at: position, withheld, known, curtains) }
    }

    /// The record events about an event that he may see, in log order.
    func remarks(on position: Int) throws -> [KnownLog.Remark] {
        try known.remarks(on: position).filter { !withheld.contains($0.position) }
    }

    func mentions(_ positions: Set<Int>) throws -> Mentions {
        var mentions: Mentions = [:]
        // A reply moves an act's place: the fold knows it better than the entry does, where something is withheld.
        var places: [Int: Instant] = [:]
        for entry in record.entries where positions.contains(entry.position) {
            places[entry.position] = entry.place
        }
        for entry in entries where positions.contains(entry.position) {
            guard let event = try event(at: entry.position) else { continue }
            mentions[entry.position] = Mention(
                position: entry.position, event: event, place: places[entry.position] ?? entry.place,
                isRetracted: entry.isRetracted)
        }
        return mentions
    }

    private static func fold(
        _ entries: [FamilyRecord.Entry], _ withheld: Set<Int>, _ known: KnownLog, _ curtains: [Withheld]
    ) throws -> FamilyRecord {
        let hidden = try Set(withheld.compactMap { try known.log.id(at: $0).map { EventID(bytes: $0) } })
        let reader = EventReader()
        var draft = FamilyRecord.Draft(reserving: entries.count)
        // What was applied to earlier events is in their words already.
        let steps = entries.filter { !$0.isRetracted && !($0.isApplied && $0.target != nil) }
        try known.log.forEach(at: steps.map(\.position)) { position, text in
            let event = reader.read(text, at: position).event
            let names = event.replies + event.about
            guard try !known.remarks(on: position).isEmpty || names.contains(where: hidden.contains),
                let recorded = Event(text: String(decoding: text, as: UTF8.self))
            else { return draft.take(event) }
            draft.take(
                LoggedEvent(try shown(recorded, at: position, withheld, known, curtains), at: position))
        }
        return try FamilyRecord(consume draft, text: known.log.text)
    }

    private static func shown(
        _ recorded: Event, at position: Int, _ withheld: Set<Int>, _ known: KnownLog, _ curtains: [Withheld]
    ) throws -> Event {
        try known.asKnown(
            recorded, at: position,
            applying: { remark, position in
                try curtains.allSatisfy { try !$0.isAbove(remark, at: position) }
            },
            showing: { !withheld.contains($0) }
        ).event
    }
}

extension Sight {
    /// Whether the dispute has been opened, and its opening may not be shown.
    func isWithheld(_ dispute: String) -> Bool {
        all.openings.contains { $0.dispute == dispute && withheld.contains($0.position) }
    }

    /// How many events are left out that are filed in these disputes, or reply to one that is; of acts, those up to a day.
    func leftOut(of isConcerned: (String) -> Bool, asOf day: Day) throws -> Int {
        guard !withheld.isEmpty else { return 0 }
        let disputes = Dictionary(all.entries.map { ($0.position, $0.dispute) }) { first, _ in first }
        return try all.entries.count { entry in
            guard withheld.contains(entry.position), entry.isApplied || entry.place <= day.end else {
                return false
            }
            if isConcerned(entry.dispute) { return true }
            let replies =
                try known.log.text(at: entry.position).flatMap { Event(text: $0) }?.inResponseTo ?? []
            return try replies.contains { id in
                try EventID(id).flatMap { try known.log.position(ofID: $0.bytes) }
                    .flatMap { disputes[$0] }.map(isConcerned) ?? false
            }
        }
    }

    /// The highest marking of what counts in these disputes up to a day.
    func highestMarking(of isConcerned: (String) -> Bool, asOf day: Day) throws -> Marking {
        var highest = Marking.public
        for entry in entries where isConcerned(entry.dispute) && !entry.isRetracted {
            guard entry.isApplied || entry.place <= day.end,
                let text = try known.log.text(at: entry.position),
                try text.mayNameMarking || !known.remarks(on: entry.position).isEmpty,
                let event = try event(at: entry.position)
            else { continue }
            highest = max(highest, event.marking)
        }
        return highest
    }
}
