import CanonicalJSON
import DisputeModel
import EventLog
import Glibc

/// What is kept from a reader who may see events up to a marking.
///
/// An event's marking is the one known now, with the corrections and changes of marking that remain; one that this copy
/// does not know is above all others. Besides,
/// - all that is filed in a dispute is kept back with its opening, for the dispute's name stands in it; so are its
///   sub-disputes;
/// - what is said about an event (a correction, a source, an assessment, a retraction) is kept back with that event;
/// - where words of an event have been corrected, the words that it had before count as marked as high as the event ever
///   was: whoever lowers a marking looks at the words that stand. Its first text, and all that was said about it, may so
///   be kept back when the event as known is not; and the event is too, where the correction is marked too high to be
///   applied.
///
/// Memory grows by a number for each event that is kept back.
struct Withheld {
    /// Positions of the events of which nothing as it was recorded is shown, in order.
    private(set) var texts: [Int] = []
    /// Those among them that are not shown as known either.
    private(set) var events: [Int] = []

    private let marking: Marking
    private let log: KnownLog
    private var disputes: Set<String> = []

    init(above marking: Marking, in log: KnownLog) throws {
        self.marking = marking
        self.log = log
        try log.forEach({ _ in true }) { entry in
            let (text, event) = try isKeptBack(entry)
            if text { texts.append(entry.position) }
            if event { events.append(entry.position) }
        }
    }

    func holdsText(at position: Int) -> Bool { Self.holds(position, texts) }
    func holdsEvent(at position: Int) -> Bool { Self.holds(position, events) }

    /// Whether what is said of an event is marked too high itself, whatever it is about.
    func isAbove(_ remark: Event, at position: Int) throws -> Bool {
        isAbove(MarkingHistory(of: remark, try remarks(on: position)).now)
    }

    private mutating func isKeptBack(_ entry: KnownLog.Entry) throws -> (text: Bool, event: Bool) {
        if isIn(keptBack: entry.stream) { return (true, true) }
        if let target = entry.target, holdsText(at: target) { return (true, true) }
        // Most events have no marking and nothing said about them: they need not be read.
        guard entry.hasRemarks || entry.text.mayNameMarking else { return (false, false) }
        guard let recorded = Event(text: entry.text) else { return (true, true) }
        let remarks = entry.hasRemarks ? try remarks(on: entry.position) : []
        let history = MarkingHistory(of: recorded, remarks)
        let wasAbove = history.ever.contains(where: isAbove)
        let corrections = remarks.filter(\.hasOtherWords)
        let text = isAbove(history.now) || wasAbove && !corrections.isEmpty
        // A record event is its text: nothing of it is known that does not stand there.
        let event =
            try isAbove(history.now) || text && entry.target != nil
            || wasAbove && corrections.contains { try !$0.isRetracted && isAbove($0.event, at: $0.position) }
        if event, recorded.kind?.name == "dispute-opened" { disputes.insert(entry.stream) }
        return (text, event)
    }

    private func remarks(on position: Int) throws -> [Remark] {
        try log.remarks(on: position).compactMap { remark in
            try log.log.text(at: remark.position).flatMap { Event(text: $0) }.map {
                Remark(event: $0, position: remark.position, isRetracted: remark.isRetracted)
            }
        }
    }

    /// An absent marking is `public`.
    private func isAbove(_ value: JSON?) -> Bool {
        guard let value else { return false }
        return value.string.flatMap(Marking.init).map { $0 > marking } ?? true
    }

    /// The dispute itself, or one that it is a part of.
    private func isIn(keptBack dispute: String) -> Bool {
        guard !disputes.isEmpty else { return false }
        return disputes.contains(dispute)
            || dispute.indices.contains { dispute[$0] == "/" && disputes.contains(String(dispute[..<$0])) }
    }

    private static func holds(_ position: Int, _ positions: [Int]) -> Bool {
        var (low, high) = (0, positions.count)
        while low < high {
            let middle = (low + high) / 2
            if positions[middle] < position { low = middle + 1 } else { high = middle }
        }
        return low < positions.count && positions[low] == position
    }
}

/// A record event about another event.
private struct Remark {
    let event: Event
    let position: Int
    let isRetracted: Bool

    /// It puts, or put before it was retracted, other words in the place of some.
    var hasOtherWords: Bool {
        guard event.kindName == "correction" else { return false }
        return event.details["fields"]?.object?.keys.contains { $0 != "marking" } ?? false
    }
}

/// Every marking that an event has had.
private struct MarkingHistory {
    private(set) var now: JSON?
    /// With those that were taken back.
    private(set) var ever: [JSON?]

    init(of recorded: Event, _ remarks: [Remark]) {
        now = recorded.fields["marking"]
        ever = [now]
        for remark in remarks {
            let marking = Event(JSONObject([("marking", now ?? "public")])).amended(by: remark.event).fields[
                "marking"]
            ever.append(marking)
            if !remark.isRetracted { now = marking }
        }
    }
}

extension String {
    /// Whether an event of this text may have a marking: the word stands in it, or some letter is written as a number.
    var mayNameMarking: Bool { holds("\"marking\"") || holds("\\u") }

    private func holds(_ word: StaticString) -> Bool {
        let found = utf8.withContiguousStorageIfAvailable { text in
            var rest = UnsafeRawBufferPointer(text)
            while let start = rest.baseAddress,
                let first = memchr(start, Int32(word.utf8Start[0]), rest.count)
            {
                rest = UnsafeRawBufferPointer(rebasing: rest[(UnsafeRawPointer(first) - start)...])
                guard rest.count >= word.utf8CodeUnitCount else { return false }
                if memcmp(first, word.utf8Start, word.utf8CodeUnitCount) == 0 { return true }
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst())
            }
            return false
        }
        return found ?? true
    }
}
