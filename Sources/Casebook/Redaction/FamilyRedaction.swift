import CanonicalJSON
import DisputeModel
import Projections

/// What remains of one family up to a marking, as known at an instant (section 9 of the rules): a record in which nothing
/// above the marking was ever filed. Whatever is asked of the family is then asked of these texts, and of nothing else.
struct FamilyRedaction {
    /// What is left out, by its place in the family.
    private(set) var isLeftOut: [Bool]
    /// Events that are to be read otherwise than they were recorded: without words, or with the marking that counts.
    private(set) var rewritten: [Int: Event] = [:]

    private let family: MarkedFamily
    private let marking: MarkingLevel
    /// So many of the events had been recorded at the instant.
    private let count: Int
    private let now: MarkedFamily.State
    private let then: MarkedFamily.State
    /// By target: keys whose words were replaced and are above the marking, with the place of the last such correction
    /// among the amendments.
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

    /// By the marking known now, or by the one known then.
    private func isAbove(_ index: Int) -> Bool {
        now.levels[index] > marking || index < count && then.levels[index] > marking
    }

    private mutating func leaveOutWhatHiddenRetractionsTakeOut() {
        for (index, item) in family.items.enumerated() where item.isRetraction && isAbove(index) {
            let counts = !now.isRetracted[index] || index < count && !then.isRetracted[index]
            if counts, let target = item.target, target < count { isLeftOut[target] = true }
        }
    }

    /// Words that a correction replaced are marked as the event was when the correction was filed. Where they are above the
    /// marking and the correction is not there to replace them, nothing of the event can be shown.
    private mutating func findHiddenWords() {
        // Without a change of marking, words were never above it that are not now.
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

    /// The event says from the beginning what the corrections made of it, and what said it otherwise before them says
    /// nothing of it.
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
        switch event.kindName {
        case "correction":
            guard var fields = event.details["fields"]?.object,
                fields.members.contains(where: { keys.contains($0.key) })
            else { return }
            for key in keys { fields[key] = nil }
            guard !fields.members.isEmpty else {
                isLeftOut[index] = true
                return
            }
            event.setDetail("fields", .object(fields))
        case "source-added":
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
                $0 < count && isLeftOut[$0] && family.items[$0].event.kindName == "dispute-opened"
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

    /// A change of marking counts whoever may see it: where one is left out, the event has from the beginning the marking
    /// that counts, and the changes that are shown say no other.
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
            if event.kindName == "correction" {
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

    /// Without references to events that are left out: an id says that there is one, and when it was filed.
    func withoutReferences(to isLeftOut: (EventID) -> Bool) -> Event {
        var event = self
        for key in ["inResponseTo", "about"] {
            guard let kept = Self.kept(fields[key], isLeftOut) else { continue }
            event.fields[key] = kept.isEmpty ? nil : .array(kept.map { .string($0) })
        }
        guard kindName == "correction", var replaced = details["fields"]?.object else { return event }
        for key in ["inResponseTo", "about"] {
            guard let kept = Self.kept(replaced[key], isLeftOut) else { continue }
            replaced[key] = kept.isEmpty ? .null : .array(kept.map { .string($0) })
            event.setDetail("fields", .object(replaced))
        }
        return event
    }

    /// nil where nothing is to be taken out.
    private static func kept(_ value: JSON?, _ isLeftOut: (EventID) -> Bool) -> [String]? {
        guard let names = value?.strings else { return nil }
        let kept = names.filter { EventID($0).map { !isLeftOut($0) } ?? true }
        return kept.count < names.count ? kept : nil
    }

    /// All events that it names.
    var references: [EventID] {
        let fields = details["fields"]?.object
        let names =
            inResponseTo + about + (target.map { [$0] } ?? [])
            + (kindName == "correction"
                ? ["inResponseTo", "about"].flatMap { fields?[$0]?.strings ?? [] } : [])
        return names.compactMap { EventID($0) }
    }
}
