import DisputeModel
import EventLog
import Projections

/// The record built up from the events of a file, one after another. `restore`, `verify` and `import` check each event
/// against it.
///
/// The texts are in the log already, so little is kept in memory: only what later checks need of events that were
/// corrected, retracted or hedged.
final class GatheredRecord: FilingRecord, RecordedEvents {
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
    private var indexInFile: [Int: Int] = [:]

    private struct Amendment {
        let firstTime: Instant
        let position: Int
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
    func note(nextInFile position: Int) { indexInFile[position] = indexInFile.count }

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
            let amendment = Amendment(firstTime: event.firstTime, position: event.position)
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

    func event(at position: Int) throws -> Event? { try log.event(at: position) }

    func recordEvents(on position: Int) -> [AboutEvent] {
        (amendments[position] ?? []).map { ($0.position, isRetracted($0.position)) }
    }

    /// Position and stream of the event with this id.
    func event(_ id: EventID) throws -> PositionsByID.Place? { try positions.place(of: id) }

    // MARK: FilingRecord

    func position(of id: String) throws -> Int? {
        try EventID(id).flatMap { try positions.place(of: $0)?.position }
    }

    func dispute(at position: Int) throws -> String? { try log.stream(at: position) }

    func isEarlier(_ position: Int, than other: Int) -> Bool {
        guard let one = indexInFile[position], let two = indexInFile[other] else {
            return position < other
        }
        return one < two
    }

    func isOpen(_ dispute: String) throws -> Bool {
        if opened.contains(dispute) { return true }
        return try isOpenAlready(dispute)
    }

    func disputes() throws -> [String] { Array(opened) }
    func known(_ position: Int) throws -> Event? { try asKnown(position) }
    func corrected(_ position: Int) throws -> Event? { try asKnown(position, applying: isCorrection) }

    /// Exact for acts whose place may be later than their recording: those that are hedged or amended. For all others
    /// the caller only needs to know that it is not, so the place is the minimum.
    func place(of position: Int) throws -> (place: Instant, isRetracted: Bool)? {
        let place = try latestOwnPlace(
            from: position, { hedged.contains($0) || amendments[$0] != nil ? try corrected($0) : nil },
            isFollowed: { !isRetracted($0) })
        return (place ?? Instant(milliseconds: .min), isRetracted(position))
    }
}
