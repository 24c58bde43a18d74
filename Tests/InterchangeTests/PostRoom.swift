import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
import Foundation
import Projections
import SystemPackage
import Testing

@testable import Interchange

/// A log of a test's own, and tables that are imported into it.
final class PostRoom {
    let folder: Folder
    let casebook: Casebook
    var options = TableImport.Options()
    /// Saturday, 24 August 2024.
    var clock = Instant(milliseconds: 1_724_500_000_000)

    init() throws {
        folder = try Folder()
        let path = folder.path("test.db")
        try EventStore.create(at: FilePath(path), settings: ["name": "test", "vkey": ""])
        casebook = try Casebook(at: FilePath(path), .writing)
        options.recorder = "clerk"
    }

    deinit { try? casebook.close() }

    /// A mapping of which tests change single lines.
    static let mapping = """
        values:
          pair: "{from, to | pair}"
        dispute:
          id: "{pair | slug}"
          title: "{pair}"
          sides:
            - {name: one, members: ["{pair | before '-'}"]}
            - {name: other, members: ["{pair | after '-'}"]}
        event:
          key: "{number}"
          kind: "{kind}"
          occurred: "{day}"
          actors: ["{from}"]
          addressees: ["{to}"]
          summary: "{words}"
        """

    /// A table for it.
    static func table(_ rows: String...) -> String {
        (["number,day,kind,from,to,words"] + rows).map { $0 + "\n" }.joined()
    }

    @discardableResult func take(
        _ table: String, mapping: String = PostRoom.mapping, rejects: String? = nil
    ) throws -> ImportReport {
        try take(
            at: folder.write(table, to: "table.csv"), mapping: folder.write(mapping, to: "mapping.yaml"),
            rejects: rejects)
    }

    @discardableResult func take(
        at path: String, mapping: String, tables: [String: String] = [:], rejects: String? = nil
    ) throws -> ImportReport {
        try TableImport(
            FilePath(path), mapping: FilePath(mapping), tables: tables.mapValues { FilePath($0) },
            parties: casebook.parties(),
            rejects: rejects.map { FilePath(folder.path($0)) }
        ).run(into: casebook, options, at: { self.clock })
    }

    /// All events, in order.
    var events: [Event] {
        get throws {
            try casebook.store.read { db in
                var events: [Event] = []
                try Log(db).forEach { _, _, text in
                    if let event = Event(text: text) { events.append(event) }
                    return true
                }
                return events
            }
        }
    }

    /// What the events say, without what recording adds.
    var drafts: [JSONObject] {
        get throws {
            try events.map { event in
                var fields = event.fields
                for key in ["id", "recordedAt"] { fields[key] = nil }
                return fields
            }
        }
    }

    /// What is drawn from the log is what would be drawn from it anew.
    var isCurrent: Bool {
        get throws { try casebook.replay(isDryRun: true).differences.isEmpty }
    }
}

extension ImportReport {
    var problems: [String] { reasons.map { "\($0.lines): \($0.problem)" } }
}
