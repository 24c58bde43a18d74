import DisputeModel
import Foundation

@testable import chancery

/// The log that version 0.1.0 made, and what lies beside it among the fixtures.
enum FormerLog {
    static let folder: String = {
        let package = #filePath.split(separator: "/").dropLast(3)
        return "/" + (package + ["Fixtures", "logs"]).joined(separator: "/")
    }()

    static func fixture(_ name: String) throws -> Data {
        try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
    }

    /// A desk whose log is a copy of it.
    static func desk() throws -> Desk {
        let desk = try Desk()
        try fixture("0.1.0.db").write(to: URL(filePath: desk.log))
        // Long after the log's last event, by a clock that is right.
        desk.clock = Instant("2027-01-01T12:00:00.000Z") ?? desk.clock
        return desk
    }
}
