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
        try log.position(of: id)
    }

    func dispute(at position: Int) throws -> String? { try log.stream(at: position) }

    func isEarlier(_ position: Int, than other: Int) -> Bool { position < other }

    func isOpen(_ dispute: String) throws -> Bool { try projector.number(of: dispute) != nil }

    func disputes() throws -> [String] { try projector.store.names() }

    func known(_ position: Int) throws -> Event? { try record.asKnown(position) }

    func corrected(_ position: Int) throws -> Event? {
        try record.asKnown(position, applying: isCorrection)
    }

    func place(of position: Int) throws -> (place: Instant, isRetracted: Bool)? {
        guard let dispute = try log.stream(at: position) else { return nil }
        let family = DisputeID.family(of: dispute)
        guard projector.isAmended(family) else { return try record.place(of: position) }
        // The rows of this family do not reflect its amendments yet, so the place comes from the texts.
        let place = try latestOwnPlace(from: position, known) { other in
            try log.stream(at: other).map { DisputeID.family(of: $0) } == family
                && record.standing(of: other)?.isRetracted != true
        }
        return (
            place ?? Instant(milliseconds: .min), try record.standing(of: position)?.isRetracted ?? false
        )
    }

    private var record: KnownEvents { KnownEvents(projector.store.db, projector.schema) }
}
