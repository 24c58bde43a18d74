import CanonicalJSON
import DisputeModel
import EventLog
import Projections

/// The events of one family in log order, with what is needed to determine their markings.
struct MarkedFamily {
    let items: [Item]
    /// Indexes of the amendments (corrections, added sources, marking changes) in record order.
    let amendments: [Int]

    struct Item {
        let position: Int
        let stream: String
        let text: String
        let event: Event
        let recordKind: RecordKind?
        let id: EventID?
        let recordedAt: Int
        /// For a record event: index in the family of the event that it is about.
        let target: Int?

        var isRetraction: Bool { event.kind?.recordKind == .retraction }
        var isAmendment: Bool {
            switch recordKind {
            case .correction, .sourceAdded, .markingChanged: true
            case .opening, .closing, .reopening, .retraction, .replyAssessment, .statusAssessment, nil: false
            }
        }
        /// The keys of the target whose values a correction replaces, except `marking`.
        var replacedKeys: [String] {
            guard recordKind == .correction else { return [] }
            return (event.details["fields"]?.object?.members ?? []).map(\.key).filter { $0 != "marking" }
        }
        var setsMarking: Bool { recordKind == .markingChanged || correctedMarking != nil }
        var correctedMarking: JSON? {
            recordKind == .correction ? event.details["fields"]?.object?["marking"] : nil
        }
        var firstTime: Int { event.firstTime?.milliseconds ?? recordedAt }
    }

    init(_ texts: [(position: Int, stream: String, recordedAt: Int, text: String)]) {
        var placeOfID: [EventID: Int] = [:]
        var items: [Item] = []
        items.reserveCapacity(texts.count)
        for (position, stream, recordedAt, text) in texts {
            let event = Event(text: text) ?? Event(JSONObject())
            let id = EventID(event.id)
            let target = event.target.flatMap { EventID($0) }.flatMap { placeOfID[$0] }
            if let id { placeOfID[id] = items.count }
            items.append(
                Item(
                    position: position, stream: stream, text: text, event: event,
                    recordKind: event.recordKind, id: id,
                    recordedAt: recordedAt, target: target))
        }
        self.items = items
        amendments = items.indices.filter { items[$0].isAmendment && items[$0].target != nil }
            .sorted { (items[$0].firstTime, $0) < (items[$1].firstTime, $1) }
    }

    /// The retractions and markings that counted after the first `count` events.
    func state(after count: Int) -> State { State(self, count) }

    struct State {
        private(set) var isRetracted: [Bool]
        /// The event's own marking after step 3 of section 4, as it is written.
        private(set) var own: [JSON?]
        /// The marking that counts: at least that of the target, and of the disputes that the event belongs to.
        private(set) var levels: [MarkingLevel]

        fileprivate init(_ family: MarkedFamily, _ count: Int) {
            let items = family.items.prefix(count)
            isRetracted = Array(repeating: false, count: count)
            for index in items.indices.reversed() where items[index].isRetraction && !isRetracted[index] {
                if let target = items[index].target { isRetracted[target] = true }
            }
            own = items.map { $0.event.fields["marking"] }
            for index in family.amendments where index < count && !isRetracted[index] {
                guard items[index].setsMarking, let target = items[index].target else { continue }
                own[target] =
                    Event(JSONObject([("marking", own[target] ?? "public")]))
                    .amended(by: items[index].event).fields["marking"]
            }
            var disputes: [String: MarkingLevel] = [:]
            for index in items.indices where items[index].recordKind == .opening {
                let stream = items[index].stream
                disputes[stream] = max(disputes[stream] ?? .lowest, MarkingLevel(own[index]))
            }
            levels = own.map(MarkingLevel.init)
            for index in items.indices {
                for name in DisputeID.lineage(of: items[index].stream) {
                    levels[index] = max(levels[index], disputes[name] ?? .lowest)
                }
                if let target = items[index].target { levels[index] = max(levels[index], levels[target]) }
                // The fields of a retracted correction were written under the marking that the correction set.
                if isRetracted[index], let marking = items[index].correctedMarking {
                    levels[index] = max(levels[index], MarkingLevel(marking))
                }
            }
        }
    }
}
