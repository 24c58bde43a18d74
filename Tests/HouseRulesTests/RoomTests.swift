import Foundation
import Testing

/// The walls of the house: which room uses which, and that nothing goes round in a circle.
@Suite struct RoomTests {
    @Test func `each room imports what Package.swift names for it, and names what it imports`() throws {
        let manifest = try Manifest.ofProject()
        #expect(manifest.rooms.count > 20)
        for room in manifest.rooms {
            let imports = try Project.files(under: room.folder, ending: ".swift").flatMap(\.imports)
            // A door to a system library has no file of Swift.
            guard !imports.isEmpty || !room.dependencies.isEmpty else { continue }
            #expect(manifest.mismatches(of: room, importing: imports) == [])
        }
    }

    @Test func `an import that is not named is found, and a name that is not imported`() throws {
        let manifest = try Manifest(
            dump: Data(
                """
                {"targets": [
                    {"name": "A", "type": "regular", "dependencies": []},
                    {"name": "B", "type": "regular", "dependencies": []},
                    {"name": "c", "type": "executable", "dependencies": []},
                    {"name": "D", "type": "regular", "dependencies": [
                        {"byName": ["A", null]}, {"byName": ["c", null]}, {"product": ["P", "p", null, null]}]}
                ]}
                """.utf8))
        let room = try #require(manifest.rooms.last)
        #expect(manifest.mismatches(of: room, importing: ["A", "P", "Glibc"]) == [])
        #expect(
            manifest.mismatches(of: room, importing: ["A", "B", "P"]) == ["D imports B and does not name it"])
        #expect(manifest.mismatches(of: room, importing: ["P"]) == ["D names A and does not import it"])
    }

    @Test func `the folders of a room use each other in one direction`() throws {
        for (room, files) in try Project.rooms() {
            let graph = SourceGraph(folders: files)
            #expect(
                graph.circles == [], "\(room):\n\(graph.circles.map(graph.reasons).joined(separator: "\n"))")
        }
    }

    @Test func `two folders that use each other are found`() {
        let first = SourceFile(path: "Sources/R/One/A.swift", text: "struct A { var b: B { B() } }")
        let second = SourceFile(
            path: "Sources/R/Two/B.swift", text: "struct B {} // A\nlet text = \"A \\(1)\"")
        #expect(SourceGraph(folders: [first, second]).circles == [])
        let third = SourceFile(
            path: "Sources/R/Two/C.swift", text: "extension B { func c() { _ = \"\\(A())\" } }")
        #expect(SourceGraph(folders: [first, second, third]).circles == [["One", "Two"]])
        // What is added to a type elsewhere is used where its name is asked for.
        let fourth = SourceFile(path: "Sources/R/Three/D.swift", text: "extension A { func onlyHere() {} }")
        let fifth = SourceFile(path: "Sources/R/One/E.swift", text: "func e(a: A) { a.onlyHere() }")
        #expect(SourceGraph(folders: [first, second, fourth, fifth]).circles == [["One", "Three"]])
    }

    @Test func `a type's name is its own in its room`() throws {
        for (room, files) in try Project.rooms() {
            let names = files.flatMap { file in file.types.map { ($0, file.name) } }
            for (name, places) in Dictionary(grouping: names, by: \.0) {
                #expect(places.count == 1, "\(room): \(name) is declared in \(places.map(\.1))")
            }
        }
    }
}
