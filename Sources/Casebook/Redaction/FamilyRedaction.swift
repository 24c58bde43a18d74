import CanonicalJSON
import DisputeModel
import Projections

/// The redaction of one family: what remains if nothing above a marking was ever recorded, as known at an instant
/// (section 9 of the rules). All answers about the family are computed from these texts only.
struct FamilyRedaction {
    /// By index in the family: whether the event is left out.
    private(set) var isLeftOut: [Bool]
    /// By index in the family: events that differ from the recorded ones, because fields were removed or the marking
    /// that counts was set.
    private(set) var rewritten: [Int: Event] = [:]

    private let family: MarkedFamily
    private let marking: MarkingLevel
    /// The number of events recorded by the instant.
    private let count: Int
    private let now: MarkedFamily.State
    private let then: MarkedFamily.State
    /// By target: keys whose replaced wording is above the marking, each with the index in `amendments` of the last
    /// correction that replaced such wording.
    private var hiddenWords: [Int: [String: Int]] = [:]

    init(of family: MarkedFamily, upTo marking: Marking, knownAt instant: Instant?) {
        self.family = family
        self.marking = MarkingLevel(marking)
        let items = family.items
        count =
            instant.map { last in items.prefix { $0.recordedAt <= last.milliseconds }.count } ?? items.count
        now = family.state(after: items.count)
        then = count == items.count ? now : family.state(after: count)
        isLeftOut = items.indices.map { [count] in $0 >= count }
        for index in 0..<count where isAbove(index) { isLeftOut[index] = true }
        leaveOutWhatHiddenRetractionsTakeOut()
        findHiddenWords()
        rewriteWords()
        leaveOutWhatIsAboutLeftOut()
        rewriteMarkings()
    }

    /// Whether the marking known now or the one known at the instant is above the limit.
    private func isAbove(_ index: Int) -> Bool {
        now.levels[index] > marking || index < count && then.levels[index] > marking
    }

    private mutating func leaveOutWhatHiddenRetractionsTakeOut() {
        for (index, item) in family.items.enumerated() where item.isRetraction && isAbove(index) {
            let counts = !now.isRetracted[index] || index < count && !then.isRetracted[index]
            if counts, let target = item.target, target < count { isLeftOut[target] = true }
        }
    }

    /// A wording that a correction replaced has the marking that the event had when the correction was recorded. If
    /// that is above the limit and the correction does not remain to replace the wording, the event is left out.
    private mutating func findHiddenWords() {
        // Without marking changes, a wording can only have been above the limit if the event still is.
        guard family.amendments.contains(where: { family.items[$0].setsMarking }) else { return }
        for (rank, index) in family.amendments.enumerated() {
            let item = family.items[index]
            guard let target = item.target, target < count, !isLeftOut[target], !now.isRetracted[index],
                !item.replacedKeys.isEmpty, family.state(after: index).levels[target] > marking
            else { continue }
            if index >= count || then.isRetracted[index] || isLeftOut[index] {
                isLeftOut[target] = true
            } else {
                for key in item.replacedKeys { hiddenWords[target, default: [:]][key] = rank }
            }
        }
    }

    /// The event gets the corrected wording from the start. Earlier corrections and sources lose the fields in
    /// question.
    private mutating func rewriteWords() {
        for (target, keys) in hiddenWords {
            var event = family.items[target].event
            for (key, rank) in keys {
                let fields = family.items[family.amendments[rank]].event.details["fields"]?.object
                event.fields[key] = fields?[key].flatMap { $0 == .null ? nil : $0 }
            }
            rewritten[target] = event
        }
        for (rank, index) in family.amendments.enumerated() {
            guard let target = family.items[index].target, let hidden = hiddenWords[target], !isLeftOut[index]
            else { continue }
            let keys = Set(hidden.filter { rank < $0.value }.keys)
            if !keys.isEmpty { dropWords(of: index, keys) }
        }
    }

    private mutating func dropWords(of index: Int, _ keys: Set<String>) {
        var event = family.items[index].event
        switch event.recordKind {
        case .correction:
            guard var fields = event.details["fields"]?.object,
                fields.members.contains(where: { keys.contains($0.key) })
            else { return }
            for key in keys { fields[key] = nil }
            guard !fields.members.isEmpty else {
                isLeftOut[index] = true
                return
            }
            event.setDetail("fields", .object(fields))
        case .sourceAdded:
            if keys.contains("sources") {
                isLeftOut[index] = true
                return
            }
            guard keys.contains("standing"), event.details["standing"] != nil else { return }
            event.setDetail("standing", nil)
        default: return
        }
        rewritten[index] = event
    }

    private mutating func leaveOutWhatIsAboutLeftOut() {
        let closed = Set(
            family.items.indices.filter {
                $0 < count && isLeftOut[$0] && family.items[$0].recordKind == .opening
            }.map { family.items[$0].stream })
        for index in 0..<count {
            let item = family.items[index]
            if item.target.map({ isLeftOut[$0] }) ?? false
                || !closed.isEmpty
                    && DisputeID.lineage(of: item.stream).contains(where: closed.contains)
            {
                isLeftOut[index] = true
            }
        }
    }

    /// A marking change counts even if it is not visible. If one is left out, the event has the marking that counts
    /// from the start, and the visible changes set that same marking.
    private mutating func rewriteMarkings() {
        let changes = family.amendments.filter {
            $0 < count && family.items[$0].setsMarking && !then.isRetracted[$0]
        }
        let hidden = Set(changes.filter { isLeftOut[$0] }.compactMap { family.items[$0].target })
            .filter { !isLeftOut[$0] }
        for target in hidden {
            var event = rewritten[target] ?? family.items[target].event
            event.fields["marking"] = then.own[target]
            rewritten[target] = event
        }
        for index in changes where !isLeftOut[index] {
            guard let target = family.items[index].target, hidden.contains(target) else { continue }
            var event = rewritten[index] ?? family.items[index].event
            let marking = then.own[target] ?? "public"
            if event.recordKind == .correction {
                var fields = event.details["fields"]?.object ?? JSONObject()
                fields["marking"] = marking
                event.setDetail("fields", .object(fields))
            } else {
                event.setDetail("marking", marking)
            }
            rewritten[index] = event
        }
    }
}

extension Event {
    fileprivate mutating func setDetail(_ key: String, _ value: JSON?) {
        var details = details
        details[key] = value
        fields["details"] = details.members.isEmpty ? nil : .object(details)
    }

    /// The event without references to events that are left out. An id would reveal that such an event exists, and when
    /// it was recorded.
    func withoutReferences(to isLeftOut: (EventID) -> Bool) -> Event {
        replacingReferences { reference, key in
            let isKept =
                key == "target" || !(reference.string.flatMap { EventID($0) }.map(isLeftOut) ?? false)
            return isKept ? reference : nil
        }
    }
}
