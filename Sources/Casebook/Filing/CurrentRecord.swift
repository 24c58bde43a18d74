import DisputeModel
import EventLog
import Projections
import SQLite

/// The record as the current projections have it. A new event is checked against it.
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
            try computedPlace(of: position, family), try record.standing(of: position)?.isRetracted ?? false
        )
    }

    private var record: KnownEvents { KnownEvents(projector.store.db, projector.schema) }

    /// Computes an event's place (section 2) from the texts: the latest own place of the event and of all that it
    /// responds to, directly or indirectly. Necessary for a family whose projection rows do not reflect its amendments
    /// yet. Not recursive, since chains of replies can be long.
    private func computedPlace(of position: Int, _ family: String) throws -> Instant {
        var latest = Instant(milliseconds: .min)
        var pending = [position]
        var seen: Set<Int> = []
        while let next = pending.popLast() {
            guard seen.insert(next).inserted, let event = try record.asKnown(next) else { continue }
            latest = max(latest, event.ownPlace)
            guard !event.isRecord else { continue }
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
