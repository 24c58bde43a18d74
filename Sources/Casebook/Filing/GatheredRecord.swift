import DisputeModel
import EventLog
import Projections

/// The record built up from the events of a file, one after another. `restore`, `verify` and `import` check each event
/// against it.
///
/// The texts are in the log already, so little is kept in memory: only what later checks need of events that were
/// corrected, retracted or hedged.
final class GatheredRecord: FilingRecord {
    private let log: Log
    private let positions: PositionsByID
    private var opened: Set<String> = []
    /// Corrections, added sources and marking changes by target, in record order.
    private var amendments: [Int: [Amendment]] = [:]
    /// Target of each retraction.
    private var targets: [Int: Int] = [:]
    /// By event: the number of retractions of it that count.
    private var retractions: [Int: Int] = [:]
    /// Acts with standing `hedged`, whose place may be later than their recording.
    private var hedged: Set<Int> = []

    /// By position: the index of the event in the file. The two orders differ if some events were imported before.
    private var endsAndReopenings: [Int: Int] = [:]

    private struct Amendment {
        let firstTime: Instant
        let position: Int
        let isCorrection: Bool
    }

    private let isOpenAlready: (String) throws -> Bool

    /// - Parameter isOpenAlready: whether a dispute was open before the first of these events.
    init(
        _ log: Log, _ positions: PositionsByID,
        isOpenAlready: @escaping (String) throws -> Bool = { _ in false }
    ) {
        self.log = log
        self.positions = positions
        self.isOpenAlready = isOpenAlready
    }

    /// Notes the position of the file's next event.
    func note(turnOf position: Int) { endsAndReopenings[position] = endsAndReopenings.count }

    /// Adds the next event, which must be in the log.
    func apply(_ event: LoggedEvent) throws {
        guard event.isRecord else {
            if event.standing == .hedged { hedged.insert(event.position) }
            return
        }
        if event.recordKind == .opening { opened.insert(event.dispute) }
        guard let target = try event.target.flatMap({ try positions.place(of: $0)?.position }) else { return }
        switch event.recordKind {
        // A retraction of a later event, or of itself, could not have been recorded. Two of them could form a cycle.
        case .retraction where isEarlier(target, than: event.position):
            targets[event.position] = target
            count(1, of: target)
        case .correction, .sourceAdded, .markingChanged:
            let amendment = Amendment(
                firstTime: event.firstTime, position: event.position,
                isCorrection: event.recordKind == .correction)
            var list = amendments.removeValue(forKey: target) ?? []
            let index = list.lastIndex { $0.firstTime <= amendment.firstTime }
            list.insert(amendment, at: index.map { $0 + 1 } ?? 0)
            amendments[target] = list
        default: break
        }
    }

    /// Adds `change` to the target's number of retractions, and follows the effect: a retraction that is retracted does
    /// not count.
    private func count(_ change: Int, of target: Int) {
        var (change, target) = (change, target)
        while true {
            let before = retractions[target, default: 0]
            retractions[target] = before + change
            guard (before == 0) != (before + change == 0), let next = targets[target] else { return }
            (change, target) = (-change, next)
        }
    }

    private func isRetracted(_ position: Int) -> Bool { retractions[position, default: 0] > 0 }

    private func event(_ position: Int, applying isApplied: (Amendment) -> Bool) throws -> Event? {
        guard var event = try log.text(at: position).flatMap({ Event(text: $0) }) else { return nil }
        for amendment in amendments[position] ?? []
        where isApplied(amendment) && !isRetracted(amendment.position) {
            guard let text = try log.text(at: amendment.position), let change = Event(text: text) else {
                continue
            }
            event = event.amended(by: change)
        }
        return event
    }

    /// Position and stream of the event with this id.
    func event(_ id: EventID) throws -> PositionsByID.Place? { try positions.place(of: id) }

    // MARK: FilingRecord

    func position(of id: String) throws -> Int? {
        try EventID(id).flatMap { try positions.place(of: $0)?.position }
    }

    func dispute(at position: Int) throws -> String? { try log.stream(at: position) }

    func isEarlier(_ position: Int, than other: Int) -> Bool {
        guard let one = endsAndReopenings[position], let two = endsAndReopenings[other] else {
            return position < other
        }
        return one < two
    }

    func isOpen(_ dispute: String) throws -> Bool {
        if opened.contains(dispute) { return true }
        return try isOpenAlready(dispute)
    }

    func disputes() throws -> [String] { Array(opened) }
    func known(_ position: Int) throws -> Event? { try event(position) { _ in true } }
    func corrected(_ position: Int) throws -> Event? { try event(position) { $0.isCorrection } }

    /// Exact for acts whose place may be later than their recording. For all others the caller only needs to know that
    /// it is not, so the place is the minimum.
    func place(of position: Int) throws -> (place: Instant, isRetracted: Bool)? {
        (try placeIfLate(of: position) ?? Instant(milliseconds: .min), isRetracted(position))
    }

    /// The latest own place along the chain of replies, as far as those acts are hedged or amended; nil if the act is
    /// neither. Not recursive, since chains of replies can be long.
    private func placeIfLate(of position: Int) throws -> Instant? {
        var latest: Instant?
        var pending = [position]
        var seen: Set<Int> = []
        while let next = pending.popLast() {
            guard hedged.contains(next) || amendments[next] != nil, seen.insert(next).inserted,
                let event = try corrected(next)
            else { continue }
            let place = event.ownPlace
            latest = max(latest ?? place, place)
            for reply in event.inResponseTo {
                if let other = try self.position(of: reply), !isRetracted(other) { pending.append(other) }
            }
        }
        return latest
    }
}
