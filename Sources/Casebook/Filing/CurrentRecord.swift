import DisputeModel
import EventLog
import SQLite

/// The record as the live projections have it: what an event is checked against that is filed now.
struct CurrentRecord: FilingRecord {
    let db: Database
    let schema: ProjectionSchema

    private var log: Log { Log(db) }
    private var record: Record { Record(db, schema) }

    func position(of id: String) throws -> Int? {
        try EventID(id).flatMap { try log.position(ofID: $0.bytes) }
    }

    func dispute(at position: Int) throws -> String? { try log.stream(at: position) }

    func isEarlier(_ position: Int, than other: Int) -> Bool { position < other }

    func isOpen(_ dispute: String) throws -> Bool {
        try FamilyStore(db: db, schema: schema).number(of: dispute) != nil
    }

    func disputes() throws -> [String] { try FamilyStore(db: db, schema: schema).names() }

    func known(_ position: Int) throws -> Event? { try record.asKnown(position) }

    func corrected(_ position: Int) throws -> Event? {
        try record.asKnown(position, onlyCorrections: true)
    }

    func place(of position: Int) throws -> (place: Instant, isRetracted: Bool)? {
        try record.place(of: position)
    }
}
