import Answers
import CanonicalJSON
import DisputeModel
import EventLog
import Projections

/// Derives a `Briefing` from the record of the dispute's family.
struct BriefingMaker {
    let reading: ReadTransaction
    let record: FamilyRecord
    let known: KnownLog
    let moment: Moment
    let dispute: String
    /// The position after which events are new.
    let newAfter: Int

    /// Whether it is the dispute or one of its sub-disputes.
    func isConcerned(_ name: String) -> Bool { name == dispute || DisputeID.isPart(name, of: dispute) }

    func parts(_ courses: [String: Course]) -> [Status] {
        courses.values.filter { $0.opening.dispute != dispute && isConcerned($0.opening.dispute) }
            .compactMap { Status($0, asOf: moment.asOf) }.sorted { $0.dispute < $1.dispute }
    }

    func briefing(
        _ status: Status, _ course: Course, parts: [Status], since: Instant, before: Status?,
        limit: Marking?
    ) throws -> Briefing {
        let acts = record.acts.filter { $0.place <= moment.asOf.end }
        let own = acts.filter { $0.dispute == dispute }
        let causes = StatusCauses(of: status, course, own)
        let lastActs = lastActs(status.sides, own)
        let news = try news(acts)
        let obligations = obligations([status] + parts)
        let declared = acts.filter { $0.kind?.isPosition ?? false }.map(\.position)
        var mentioned = Set(
            status.events + causes.measures.map(\.cause) + declared
                + lastActs.map(\.position) + news.acts.suffix(Briefing.newest) + news.recordEvents
                + obligations.dates.map(\.position) + parts.map(\.phaseCause))
        mentioned.formUnion(
            [causes.levelChanges.last?.cause, causes.assessment, causes.lastAct].compactMap(\.self))
        for owed in ([status] + [before].compactMap(\.self)).flatMap(\.obligations) {
            mentioned.insert(owed.obligation.opener)
            mentioned.formUnion(owed.obligation.changes.map(\.cause))
        }
        for item in obligations.items { mentioned.insert(item.owed.obligation.opener) }
        let parent = DisputeID(dispute)?.parent.flatMap { parent in
            record.openings.last { $0.dispute == parent.text }
        }
        if let parent { mentioned.insert(parent.position) }
        for part in parts { mentioned.formUnion([part.opening] + (part.peakCause.map { [$0] } ?? [])) }
        // The last event of the dispute, in log order, with a place on the day or earlier.
        let last = record.entries.last { entry in
            entry.dispute == dispute && (entry.isApplied || entry.place <= moment.asOf.end)
        }
        let span = status.opening...max(status.opening, last?.position ?? 0)
        mentioned.insert(span.upperBound)
        let amendments = try amendments(mentioned)
        let mentions = try reading.mentions(mentioned.union(amendments.values.joined()).contains, in: record)
        let positions = DeclaredPosition.all(
            of: declared.compactMap { mentions[$0] }.sorted { $0.order < $1.order })
        return Briefing(
            moment: moment, since: since, status: status, before: before, obligations: obligations,
            parent: parent, parts: parts, causes: causes, lastActs: lastActs,
            positions: positions.reversed().filter {
                $0.isInForce && isConcerned($0.mention.event.dispute)
            },
            news: news, mentions: mentions, amendments: amendments,
            span: span,
            marking: mentions.values.map(\.event.marking).reduce(
                try highestMarking(), max), limit: limit)
    }

    /// Asserted and hedged acts take precedence over those that are only claimed or alleged.
    private func lastActs(_ sides: Sides, _ own: [FamilyRecord.Act]) -> [(side: Int?, position: Int)] {
        var last: [Int?: Int] = [:]
        var lastClaimed: [Int?: Int] = [:]
        for act in own where !act.isRecord {
            let acting = sides.sides(of: act.actors)
            for side in acting.isEmpty ? [nil] : acting.map(Optional.some) {
                if act.standing == .asserted || act.standing == .hedged {
                    last[side] = act.position
                } else {
                    lastClaimed[side] = act.position
                }
            }
        }
        return (sides.sides.indices.map(Optional.some) + [nil]).compactMap { side in
            (last[side] ?? lastClaimed[side]).map { (side, $0) }
        }
    }

    private func obligations(_ statuses: [Status]) -> Obligations {
        let titles = Dictionary(statuses.map { ($0.dispute, $0.title) }) { first, _ in first }
        let items = statuses.flatMap { status in
            status.obligations.filter { $0.state.isOutstanding || $0.state == .answered }.map {
                Obligations.Item(dispute: status.dispute, owed: $0)
            }
        }
        let dates = ReadTransaction.appointments(in: record, at: moment)
            .filter { titles[$0.dispute] != nil }
        return Obligations(
            moment: moment, items: items.sorted(by: Obligations.Item.precedes), dates: dates, mentions: [:],
            titles: titles,
            recorded: (record.entries.last?.position ?? 0, moment.knownAt ?? moment.asOf.end))
    }

    private func news(_ acts: [FamilyRecord.Act]) throws -> Briefing.News {
        let new = acts.filter { !$0.isRecord && $0.position > newAfter && isConcerned($0.dispute) }
        let parts = new.filter { $0.dispute != dispute }
        let steps = Set(acts.lazy.filter { $0.isRecord }.map(\.position))
        let recordEvents = record.entries.filter { entry in
            entry.dispute == dispute && entry.position > newAfter && !entry.isRetracted
                && (entry.isApplied && entry.target != nil || steps.contains(entry.position))
        }
        return Briefing.News(
            acts: new.filter { $0.dispute == dispute }.map(\.position).sorted(),
            recordEvents: recordEvents.map(\.position),
            inParts: Dictionary(grouping: parts, by: \.dispute).mapValues(\.count))
    }

    private func amendments(_ positions: some Sequence<Int>) throws -> [Int: [Int]] {
        var amendments: [Int: [Int]] = [:]
        for position in positions {
            // A further source alone changes nothing that the event says. One that also turns a claim into an assertion
            // does.
            let changed = try known.counted(on: position).filter { event, _ in
                event.recordKind == .correction
                    || event.recordKind == .sourceAdded && event.details["standing"] != nil
            }
            if !changed.isEmpty { amendments[position] = changed.map(\.position) }
        }
        return amendments
    }

    /// The highest marking of the dispute's events that count up to the day.
    private func highestMarking() throws -> Marking {
        let markings = known.markings
        var highest = Marking.public
        for entry in record.entries where isConcerned(entry.dispute) && !entry.isRetracted {
            guard entry.isApplied || entry.place <= moment.asOf.end,
                let text = try reading.log.text(at: entry.position),
                let event = try record.asKnown(FamilyRecord.Logged(position: entry.position, text: text))
                    .map(markings.applied)
            else { continue }
            highest = max(highest, event.marking)
        }
        return highest
    }
}
