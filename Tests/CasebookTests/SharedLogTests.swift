import Answers
import CanonicalJSON
import DisputeModel
import EventLog
@testable import Projections
import SystemPackage
import Testing
import TimeLimits

@testable import Casebook

/// A log may lie elsewhere, behind `LogStore`, and each who files have a copy of it with projections. The order is then the
/// other way round: the shared log takes the events first, and the copy follows. This is how the same session of filing
/// serves that, with nothing of SQLite above the port.
@Suite(.endsInTime) struct SharedLogTests {
    /// One who shares a log with others.
    private struct Post {
        let name: String
        let copy: TemporaryLog
        let shared: any LogStore

        init(_ name: String, _ shared: any LogStore) throws {
            self.name = name
            self.shared = shared
            copy = try TemporaryLog()
        }

        /// Takes in what others have filed.
        func catchUp() throws {
            try copy.casebook.write { db, projector in
                let log = Log(db)
                var position = try log.head().position
                while case let texts = try shared.texts(after: position, limit: 3), !texts.isEmpty {
                    for text in texts {
                        position += 1
                        try log.append(#require(Log.Entry(of: text)), at: position)
                        try projector.apply(text, at: position)
                    }
                }
            }
        }

        /// Files a draft: checked against the copy, appended to the shared log, and only then kept in the copy.
        func file(_ draft: JSONObject, at now: Instant, meanwhile: () throws -> Void = {}) throws -> Int {
            var isFirst = true
            while true {
                do {
                    return try copy.casebook.write { db, projector in
                        let head = try Log(db).head().position
                        var session = try FilingSession(
                            db, projector, at: now, random: { .random(in: .min ... .max) })
                        let (receipt, _) = try session.file(draft, by: name)
                        if isFirst { try meanwhile() }
                        isFirst = false
                        let text = try #require(try Log(db).text(at: receipt.position))
                        _ = try shared.append([#require(Log.Entry(of: text))], after: head)
                        return receipt.position
                    }
                } catch LogError.headMoved {
                    try catchUp()
                }
            }
        }
    }

    private let opening: JSONObject = [
        ("dispute", "d"), ("kind", "dispute-opened"),
        (
            "details",
            [
                "title": "D",
                "sides": [["name": "One", "members": ["AUT"]], ["name": "Other", "members": ["BLR"]]],
            ]
        ),
    ].object

    private func act(_ kind: String, _ by: String, _ to: String, about number: Int) -> JSONObject {
        [
            ("dispute", "d"), ("kind", .string(kind)), ("actors", [.string(by)]),
            ("addressees", [.string(to)]),
            ("occurred", "2021-11-10"), ("summary", .string("\(kind) \(number)")),
        ].object
    }

    @Test
    func `two posts file into one log, each against all that the other has filed, and both copies equal it`()
        throws
    {
        let folder = try TemporaryLog()
        let place = folder.folder + "/shared.db"
        try EventStore.create(at: FilePath(place), settings: [:])
        let vienna = try Post("Vienna", EventStore(at: FilePath(place), .writing))
        let minsk = try Post("Minsk", EventStore(at: FilePath(place), .writing))
        let now = try #require(Instant("2021-11-18T09:00:00.000Z"))
        #expect(try vienna.file(opening, at: now) == 1)
        // Minsk has not heard of the dispute, and files nothing against a record that it does not have.
        #expect(throws: FilingError.self) {
            try minsk.file(act("protest", "BLR", "AUT", about: 0), at: now)
        }
        try minsk.catchUp()
        for number in 1...20 {
            let position = try vienna.file(
                act("request-for-explanation", "AUT", "BLR", about: number), at: now
            ) {
                // While it is being checked here, there somebody else is first.
                if number % 2 == 0 {
                    _ = try minsk.file(act("protest", "BLR", "AUT", about: number), at: now)
                }
            }
            try minsk.catchUp()
            let answer = act("acceptance", "BLR", "AUT", about: number).setting(
                "inResponseTo", [.string("#\(position)")])
            _ = try minsk.file(answer, at: now)
            try vienna.catchUp()
        }
        // A draft that the record does not allow is nowhere.
        #expect(throws: FilingError.self) { try vienna.file(opening, at: now) }
        let texts = try EventStore(at: FilePath(place), .reading).texts(after: 0, limit: 1000)
        #expect(texts.count == 51)
        let day = Moment(asOf: now.day)
        for post in [vienna, minsk] {
            #expect(try post.copy.texts() == texts, "\(post.name)")
            #expect(try post.copy.casebook.replay(isDryRun: true).differences == [], "\(post.name)")
            #expect(try Verification(post.copy.casebook).run().findings == [], "\(post.name)")
        }
        #expect(
            try vienna.copy.casebook.statuses(at: day).map(\.json.canonical)
                == minsk.copy.casebook.statuses(at: day).map(\.json.canonical))
        let obligations = try #require(try vienna.copy.casebook.statuses(at: day).first).status.obligations
        #expect(obligations.count == 20 && obligations.allSatisfy { $0.state == .accepted })
    }
}

extension Log.Entry {
    /// What a canonical text says of itself.
    fileprivate init?(of text: String) {
        guard let event = Event(text: text), let id = EventID(event.id), let time = event.recordedAt else {
            return nil
        }
        self.init(
            id: id.bytes, stream: event.stream, recordedAt: time.milliseconds, key: event.key, text: text)
    }
}

extension [(String, JSON)] {
    fileprivate var object: JSONObject { JSONObject(self) }
}

extension JSONObject {
    fileprivate func setting(_ key: String, _ value: JSON) -> JSONObject {
        var object = self
        object[key] = value
        return object
    }
}
