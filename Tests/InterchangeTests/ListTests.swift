import CanonicalJSON
import Casebook
import DisputeModel
import Projections
import Testing
import TimeLimits

@testable import Interchange

/// A list that lives on: what becomes of its events when its rows change, go and come back.
@Suite(.endsInTime) struct ListTests {
    private static let mapping = """
        dispute: {id: "eu-{state | lower}", title: "EU and {state}", sides: [{name: EU, members: [EU]}, {name: S, members: ["{state}"]}]}
        event: {key: "s:{no}", kind: sanction, occurred: "2020", actors: [EU], addressees: ["{state}"], summary: "{name}", details: {programme: "{programme}", note: "{note}"}}
        """

    private static func table(_ changed: [Int: String] = [:], more: String = "") -> String {
        "no,state,name,programme,note\n"
            + (1...20).map { number in
                if let row = changed[number] { return row.isEmpty ? "" : "\(number),\(row)\n" }
                return "\(number),RUS,Person \(number),P,n\n"
            }.joined() + more
    }

    private func room() throws -> PostRoom {
        let room = try PostRoom()
        try room.take(Self.table(), mapping: Self.mapping)
        room.options.isSynced = true
        return room
    }

    private func kinds(_ report: ImportReport) -> [String] {
        report.notes.map { "\($0.note.kind) \($0.note.subject)" }
    }

    private func correct(_ room: PostRoom, _ key: String, _ fields: JSON) throws {
        let event = try #require(try room.events.first { $0.key == key })
        _ = try room.casebook.file(
            [
                JSONObject([
                    ("kind", "correction"), ("dispute", .string(event.dispute)),
                    ("target", .string(event.id)), ("details", .object(JSONObject([("fields", fields)]))),
                ])
            ], by: "clerk", at: room.clock)
    }

    @Test func `what a refused row would have done to the dispute that it left is forgotten`() throws {
        let mapping = """
            dispute: {id: "{d}", title: "{d}", sides: [{name: A, members: [RUS]}, {name: B, members: [UN]}]}
            event: {key: "k:{no}", kind: "{kind}", occurred: "{day}", actors: [RUS], addressees: [UN], inResponseTo: ["k:{answers}"]}
            """
        let head = "no,d,day,kind,answers\n"
        let room = try PostRoom()
        try room.take(
            head + "1,d1,2020-01-10,protest,\n2,d2,2020-01-11,demand,\n3,d2,2020-01-12,denial,2\n",
            mapping: mapping)
        room.options.isSynced = true
        room.options.allowsManyGone = true
        // The third row moves, and names what is of another dispute: refused. The first has gone: its event is retracted.
        let report = try room.take(
            head + "2,d2,2020-01-11,demand,\n3,d1,2020-01-12,denial,2\n", mapping: mapping)
        #expect(kinds(report) == ["gone k:1"])
        #expect(try room.casebook.replay(isDryRun: true).differences == [])
    }

    @Test func `where nothing has changed nothing is filed, week after week`() throws {
        let room = try room()
        for _ in 1...2 {
            let report = try room.take(Self.table(), mapping: Self.mapping)
            #expect(report.known == 20 && report.events == 0 && report.notes.isEmpty)
        }
        #expect(try room.events.count == 21)
    }

    @Test func `a changed row is a correction of what differs, once, and back again`() throws {
        let room = try room()
        let changed = Self.table([3: "RUS,Person three,P,n"])
        let report = try room.take(changed, mapping: Self.mapping)
        #expect(kinds(report) == ["corrected s:3"] && report.known == 20)
        let correction = try #require(try room.events.last)
        #expect(correction.details["fields"] == ["summary": "Person three"])
        #expect(try room.take(changed, mapping: Self.mapping).notes.isEmpty)
        room.options.isSynced = false
        #expect(try room.take(changed, mapping: Self.mapping).notes.isEmpty)
        #expect(kinds(try room.take(Self.table(), mapping: Self.mapping)) == ["differs s:3"])
        room.options.isSynced = true
        #expect(kinds(try room.take(Self.table(), mapping: Self.mapping)) == ["corrected s:3"])
        #expect(try room.take(Self.table(), mapping: Self.mapping).notes.isEmpty)
        #expect(try room.events.count == 23)
        #expect(try room.isCurrent)
    }

    @Test func `a cell that is emptied is a key taken away, and of the details one member`() throws {
        let room = try room()
        let changed = Self.table([3: "RUS,,P,", 4: "RUS,Person 4,,"])
        #expect(
            kinds(try room.take(changed, mapping: Self.mapping)) == ["corrected s:3", "corrected s:4"])
        #expect(
            try room.events.suffix(2).map { $0.details["fields"] } == [
                ["summary": .null, "details": ["programme": "P"]], ["details": .null],
            ])
        #expect(try room.take(changed, mapping: Self.mapping).notes.isEmpty)
    }

    @Test func `without sync a changed row stays as it was, and what differs is said`() throws {
        let room = try room()
        room.options.isSynced = false
        let report = try room.take(Self.table([3: "RUS,Person three,P,n"]), mapping: Self.mapping)
        #expect(kinds(report) == ["differs s:3"] && report.known == 19)
        let difference = try #require(report.notes[0].note.differences.first)
        #expect(difference.field == "summary" && difference.taken == "Person 3")
        #expect(difference.stands == "Person 3" && difference.row == "Person three")
        #expect(report.notes[0].line == 4)
        #expect(try room.events.count == 21)
    }

    @Test func `what a person has corrected is left, and named where the list says a third thing`() throws {
        let room = try room()
        try correct(room, "s:4", ["summary": "Person IV"])
        try correct(room, "s:5", ["details": ["programme": "P", "note": "mine"]])
        try correct(room, "s:6", ["summary": "Person six"])
        #expect(try room.take(Self.table(), mapping: Self.mapping).notes.isEmpty)
        let changed = Self.table([
            4: "RUS,Person quatre,Q,n", 5: "RUS,Person 5,Q,n", 6: "RUS,Person six,P,n",
        ])
        let report = try room.take(changed, mapping: Self.mapping)
        #expect(kinds(report) == ["left s:4", "corrected s:4", "corrected s:5"])
        #expect(
            try room.events.suffix(2).map { $0.details["fields"] } == [
                ["details": ["note": "n", "programme": "Q"]],
                ["details": ["note": "mine", "programme": "Q"]],
            ])
        // What is settled is quiet; what is not is named again. The person's note is not taken for the list's.
        #expect(kinds(try room.take(changed, mapping: Self.mapping)) == ["left s:4"])
        #expect(try room.isCurrent)
    }

    @Test func `a row that has gone is a retraction, and one that has come back takes it out again`() throws {
        let room = try room()
        let without = Self.table([7: ""])
        #expect(kinds(try room.take(without, mapping: Self.mapping)) == ["gone s:7"])
        #expect(try room.events.last?.kindName == "retraction")
        #expect(try room.take(without, mapping: Self.mapping).notes.isEmpty)
        room.options.isSynced = false
        #expect(kinds(try room.take(Self.table(), mapping: Self.mapping)) == ["absent s:7"])
        room.options.isSynced = true
        #expect(
            kinds(try room.take(Self.table([7: "RUS,Person VII,P,n"]), mapping: Self.mapping)) == [
                "back s:7", "corrected s:7",
            ])
        #expect(try room.events.suffix(2).map(\.kindName) == ["retraction", "correction"])
        #expect(try room.take(Self.table([7: "RUS,Person VII,P,n"]), mapping: Self.mapping).notes.isEmpty)
        #expect(kinds(try room.take(without, mapping: Self.mapping)) == ["gone s:7"])
        #expect(try room.isCurrent)
    }

    private func retract(_ event: Event?, in room: PostRoom) throws {
        let event = try #require(event)
        _ = try room.casebook.file(
            [
                JSONObject([
                    ("kind", "retraction"), ("dispute", .string(event.dispute)),
                    ("target", .string(event.id)), ("details", ["reason": "Wrong."] as JSON),
                ])
            ], by: "clerk", at: room.clock)
    }

    @Test(arguments: ["", "\ngone: {kind: sanction-relief, summary: No longer listed}\n"])
    func `a row may go and come back, and move to and fro, as often as it likes`(end: String) throws {
        let room = try room()
        let mapping = Self.mapping + end
        for _ in 1...3 {
            #expect(kinds(try room.take(Self.table([7: ""]), mapping: mapping)) == ["gone s:7"])
            #expect(kinds(try room.take(Self.table(), mapping: mapping)) == ["back s:7"])
        }
        for state in ["BLR", "UKR", "RUS", "BLR"] {
            let table = Self.table([9: "\(state),Person 9,P,n"])
            #expect(kinds(try room.take(table, mapping: mapping)) == ["moved s:9"])
            #expect(try room.take(table, mapping: mapping).notes.isEmpty)
        }
        #expect(try room.isCurrent)
    }

    @Test(arguments: ["", "\ngone: {kind: sanction-relief, summary: No longer listed}\n"])
    func `what a person has put back after its row had gone stays, and is named`(end: String) throws {
        let room = try room()
        let mapping = Self.mapping + end
        try room.take(Self.table([7: ""]), mapping: mapping)
        try retract(try room.events.last, in: room)
        let count = try room.events.count
        for _ in 1...2 {
            #expect(kinds(try room.take(Self.table([7: ""]), mapping: mapping)) == ["putBack s:7"])
        }
        #expect(try room.take(Self.table(), mapping: mapping).notes.isEmpty)
        #expect(try room.events.count == count)
    }

    @Test func `a correction of the list that a person has retracted is not filed again`() throws {
        let room = try room()
        let changed = Self.table([3: "RUS,Person three,P,other"])
        try room.take(changed, mapping: Self.mapping)
        try retract(try room.events.last, in: room)
        #expect(try room.take(changed, mapping: Self.mapping).notes.isEmpty)
        // What the list says next, it says of what stands there now.
        let next = Self.table([3: "RUS,Person III,P,other"])
        #expect(kinds(try room.take(next, mapping: Self.mapping)) == ["left s:3"])
        #expect(try room.take(Self.table(), mapping: Self.mapping).notes.isEmpty)
    }

    @Test func `what a person has taken out stays out`() throws {
        let room = try room()
        try retract(try room.events.first { $0.key == "s:7" }, in: room)
        for table in [Self.table(), Self.table([7: "RUS,Other,P,n"]), Self.table([7: ""])] {
            #expect(try room.take(table, mapping: Self.mapping).notes.isEmpty)
        }
        #expect(try room.events.count == 22)
    }

    @Test func `the mapping may say what is filed of a row that has gone`() throws {
        let room = try room()
        let mapping = Self.mapping + "\ngone: {kind: sanction-relief, summary: No longer listed}\n"
        let without = Self.table([7: ""])
        #expect(kinds(try room.take(without, mapping: mapping)) == ["gone s:7"])
        let relief = try #require(try room.events.last)
        let sanction = try #require(try room.events.first { $0.key == "s:7" })
        #expect(relief.kindName == "sanction-relief" && relief.inResponseTo == [sanction.id])
        #expect(relief.actors.map(\.reference) == ["EU"] && relief.addressees.map(\.reference) == ["RUS"])
        #expect(try room.take(without, mapping: mapping).notes.isEmpty)
        #expect(kinds(try room.take(Self.table(), mapping: mapping)) == ["back s:7"])
        #expect(try room.events.last?.target == relief.id)
        #expect(try room.take(Self.table(), mapping: mapping).notes.isEmpty)
        #expect(kinds(try room.take(without, mapping: mapping)) == ["gone s:7"])
        #expect(try room.isCurrent)
    }

    @Test func `what no correction can say is a retraction and a new event, which lives on`() throws {
        let room = try room()
        let moved = Self.table([9: "BLR,Person 9,P,n"])
        let report = try room.take(moved, mapping: Self.mapping)
        #expect(kinds(report) == ["moved s:9"] && report.events == 1)
        let last = try #require(try room.events.last)
        #expect(last.key == "s:9~2" && last.dispute == "eu-blr")
        #expect(try room.take(moved, mapping: Self.mapping).notes.isEmpty)
        #expect(
            kinds(try room.take(Self.table([9: "BLR,Person IX,P,n"]), mapping: Self.mapping)) == [
                "corrected s:9"
            ])
        #expect(kinds(try room.take(Self.table([9: ""]), mapping: Self.mapping)) == ["gone s:9~2"])
        #expect(
            kinds(try room.take(Self.table([9: "BLR,Person IX,P,n"]), mapping: Self.mapping)) == ["back s:9"])
        #expect(try room.isCurrent)
    }

    @Test func `a tenth may go, and more only where that is said; then nothing is filed`() throws {
        let room = try room()
        let two = Self.table([7: "", 8: "", 3: "RUS,New,P,n"])
        let three = Self.table([7: "", 8: "", 9: "", 3: "RUS,New,P,n"])
        #expect(throws: RowListError.tooManyGone(3, of: 20)) { try room.take(three, mapping: Self.mapping) }
        #expect(try room.events.count == 21)
        #expect(try room.take(two, mapping: Self.mapping).noteCounts == [.gone: 2, .corrected: 1])
        room.options.allowsManyGone = true
        #expect(try room.take(Self.table([1: ""]), mapping: Self.mapping).noteCounts[.gone] == 1)
    }

    @Test func `a row that cannot be read has not gone`() throws {
        let room = try room()
        let bad = try room.take(Self.table([7: "Ruritania,Person 7,P,n"]), mapping: Self.mapping)
        #expect(bad.bad == 1 && bad.notes.isEmpty)
        // Of this one not even the key is known.
        let torn = try room.take(Self.table([7: ""], more: "7,RUS\n"), mapping: Self.mapping)
        #expect(kinds(torn) == ["unknown 1"])
        #expect(try room.events.count == 21)
    }

    @Test func `a dry run lists all of it and files nothing`() throws {
        let room = try room()
        room.options.isDryRun = true
        room.options.allowsManyGone = true
        let report = try room.take(
            Self.table([3: "RUS,New,P,n", 7: "", 9: "BLR,Person 9,P,n"]), mapping: Self.mapping)
        #expect(kinds(report) == ["corrected s:3", "moved s:9", "gone s:7"])
        #expect(try room.events.count == 21)
        #expect(try room.isCurrent)
    }

    @Test func `a list takes nothing out that is not of it`() throws {
        let room = try room()
        let other = Self.mapping.replacing("s:{no}", with: "s:o{no}").replacing(
            "kind: sanction,", with: "kind: note,")
        room.options.isSynced = false
        try room.take(Self.table(), mapping: other)
        _ = try room.casebook.file(
            [
                JSONObject([
                    ("kind", "sanction"), ("dispute", "eu-rus"), ("actors", ["EU"] as JSON),
                    ("key", "s:hand"),
                    ("form", "by letter"),
                ])
            ], by: "clerk", at: room.clock)
        room.options.isSynced = true
        #expect(try room.take(Self.table(), mapping: Self.mapping).notes.isEmpty)
    }

    @Test func `a list that is given a name later knows its rows, and what has gone`() throws {
        let room = try room()
        let named = "list: eu\n" + Self.mapping
        #expect(try room.take(Self.table(), mapping: named).known == 20)
        let more = Self.table([7: ""], more: "21,RUS,New,P,n\n")
        #expect(kinds(try room.take(more, mapping: named)) == ["gone s:7"])
        #expect(try room.events.contains { $0.key == "eu:s:21" })
        #expect(kinds(try room.take(Self.table([7: ""]), mapping: named)) == ["gone eu:s:21"])
    }

    @Test func `of a list without keys a changed row is one that has gone and a new one`() throws {
        let room = try PostRoom()
        let mapping = Self.mapping.replacing("key: \"s:{no}\", ", with: "")
        try room.take(Self.table(), mapping: mapping)
        room.options.isSynced = true
        #expect(try room.take(Self.table(), mapping: mapping).notes.isEmpty)
        let report = try room.take(Self.table([3: "RUS,New,P,n"]), mapping: mapping)
        #expect(report.events == 1 && report.noteCounts == [.gone: 1])
    }

    @Test func `what an import opened is corrected, as long as nobody has changed it`() throws {
        let room = try room()
        let other = Self.mapping.replacing("EU and {state}", with: "The Union and {state}")
        #expect(kinds(try room.take(Self.table(), mapping: other)) == ["corrected eu-rus"])
        #expect(try room.take(Self.table(), mapping: other).notes.isEmpty)
    }
}
