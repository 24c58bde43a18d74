import CanonicalJSON
import DisputeModel
import EventLog
import Projections
import SQLite

/// A marking as written in an event, ordered by level. One that this version does not know is above all others.
struct MarkingLevel: Comparable {
    /// nil for an absent marking, which means public.
    let value: JSON?
    private let rank: Int

    static let lowest = MarkingLevel(nil)

    /// - Parameter value: the value of the key `marking`.
    init(_ value: JSON?) {
        self.value = value == .null ? nil : value
        rank =
            self.value.map {
                $0.string.flatMap(Marking.init).flatMap { Marking.allCases.firstIndex(of: $0) }
                    ?? Marking.allCases.count
            } ?? 0
    }

    init(_ marking: Marking) { self.init(.string(marking.rawValue)) }

    static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
    static func == (left: Self, right: Self) -> Bool { left.rank == right.rank }
}

extension DisputeID {
    /// The disputes that contain this one, outermost first, and this one.
    static func lineage(of dispute: String) -> [String] {
        dispute.indices.filter { dispute[$0] == "/" }.map { String(dispute[..<$0]) } + [dispute]
    }
}

/// Determines the marking that counts for an event as known: at least that of its dispute, and of the event that a
/// record event is about (section 9).
final class CountedMarkings {
    /// A dispute's opening as known. May also be nil if the opening has no marking.
    private let opening: (_ dispute: String) throws -> Event?
    private let asKnown: (_ position: Int) throws -> Event?
    private let log: Log
    private var disputes: [String: MarkingLevel] = [:]

    init(
        _ log: Log, opening: @escaping (_ dispute: String) throws -> Event?,
        asKnown: @escaping (_ position: Int) throws -> Event?
    ) {
        self.log = log
        self.opening = opening
        self.asKnown = asKnown
    }

    /// The event with its marking set to the one that counts.
    func applied(to event: Event) throws -> Event {
        let own = MarkingLevel(event.fields["marking"])
        var level = own
        for name in DisputeID.lineage(of: event.dispute) where !event.dispute.isEmpty {
            level = max(level, try self.level(ofDispute: name))
        }
        var link = event
        var seen: Set<String> = []
        while let id = link.target, seen.insert(id).inserted,
            let next = try log.position(of: id).flatMap(asKnown)
        {
            level = max(level, MarkingLevel(next.fields["marking"]))
            link = next
        }
        guard level > own else { return event }
        var event = event
        event.fields["marking"] = level.value
        return event
    }

    private func level(ofDispute name: String) throws -> MarkingLevel {
        if let level = disputes[name] { return level }
        let level = MarkingLevel(try opening(name)?.fields["marking"])
        disputes[name] = level
        return level
    }
}

extension CountedMarkings {
    /// The markings that count, read from the projections.
    convenience init(_ log: Log, in live: FamilyStore) {
        self.init(
            log,
            opening: { dispute in
                guard let opening = try live.number(of: dispute), try live.knownEvents.mayBeMarked(opening)
                else { return nil }
                return try live.knownEvents.asKnown(opening)
            },
            asKnown: { try live.knownEvents.asKnown($0) })
    }
}
