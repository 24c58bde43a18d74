import DisputeModel
import EventLog
import SQLite

/// The record as the live projections have it: what an event is checked against that is filed now.
///
/// What was changed earlier in the same transaction is brought into the projections only where that is asked which it may have
/// changed: most events name none, and of those that do, many only by its dispute.
struct CurrentRecord: FilingRecord {
    private let projector: Projector

    init(_ projector: Projector) { self.projector = projector }

    private var log: Log { projector.log }

    func position(of id: String) throws -> Int? {
        try EventID(id).flatMap { try log.position(ofID: $0.bytes) }
    }

    func dispute(at position: Int) throws -> String? { try log.stream(at: position) }

    func isEarlier(_ position: Int, than other: Int) -> Bool { position < other }

    func isOpen(_ dispute: String) throws -> Bool { try projector.store.number(of: dispute) != nil }

    func disputes() throws -> [String] { try projector.store.names() }

    func known(_ position: Int) throws -> Event? { try settled(position).asKnown(position) }

    func corrected(_ position: Int) throws -> Event? {
        try settled(position).asKnown(position, onlyCorrections: true)
    }

    func place(of position: Int) throws -> (place: Instant, isRetracted: Bool)? {
        try settled(position).place(of: position)
    }

    /// The record, when the projections have all that may bear on an event.
    private func settled(_ position: Int) throws -> Record {
        if let dispute = try log.stream(at: position) {
            try projector.settle(DisputeID.family(of: dispute))
        }
        return Record(projector.store.db, projector.schema)
    }
}
