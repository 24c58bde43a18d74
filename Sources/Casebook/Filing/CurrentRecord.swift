import DisputeModel
import EventLog
import Projections
import SQLite

/// The record as the live projections have it: what an event is checked against that is filed now.
struct CurrentRecord: FilingRecord {
    private let projector: Projector

    init(_ projector: Projector) { self.projector = projector }

    private var log: Log { projector.log }

    func position(of id: String) throws -> Int? {
        try EventID(id).flatMap { try log.position(ofID: $0.bytes) }
    }

    func dispute(at position: Int) throws -> String? { try log.stream(at: position) }

    func isEarlier(_ position: Int, than other: Int) -> Bool { position < other }

    func isOpen(_ dispute: String) throws -> Bool { try projector.number(of: dispute) != nil }

    func disputes() throws -> [String] { try projector.store.names() }

    func known(_ position: Int) throws -> Event? { try record.asKnown(position) }

    func corrected(_ position: Int) throws -> Event? {
        try record.asKnown(position, onlyCorrections: true)
    }

    func place(of position: Int) throws -> (place: Instant, isRetracted: Bool)? {
        guard let dispute = try log.stream(at: position) else { return nil }
        let family = DisputeID.family(of: dispute)
        guard projector.isAmended(family) else { return try record.place(of: position) }
        return (
            try reckonedPlace(of: position, family), try record.standing(of: position)?.isRetracted ?? false
        )
    }

    private var record: KnownEvents { KnownEvents(projector.store.db, projector.schema) }

    /// Where an event stands, from the texts alone: at the latest of the own places of whatever it responds to (section 2), for a
    /// family whose rows are behind its amendments. Without recursion, as a chain of replies may be long.
    private func reckonedPlace(of position: Int, _ family: String) throws -> Instant {
        var latest = Instant(milliseconds: .min)
        var pending = [position]
        var seen: Set<Int> = []
        while let next = pending.popLast() {
            guard seen.insert(next).inserted, let event = try record.asKnown(next) else { continue }
            latest = max(latest, event.ownPlace)
            guard !(event.kind?.isRecord ?? false) else { continue }
            for reply in event.inResponseTo {
                guard let other = try self.position(of: reply), let stream = try log.stream(at: other),
                    DisputeID.family(of: stream) == family,
                    try record.standing(of: other)?.isRetracted != true
                else { continue }
                pending.append(other)
            }
        }
        return latest
    }
}
