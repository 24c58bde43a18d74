import Foundation
import Testing

/// What the compiler does not hold us to.
@Suite struct HouseRulesTests {
    @Test func `Interchange writes SQLite files of its own, and sees the log's through the casebook alone`()
        throws
    {
        for file in try Project.files(under: "Sources/Interchange", ending: ".swift") {
            for line in file.lines {
                #expect(
                    line.firstMatch(of: /\.store\b|\bEventStore\b|\bDatabase\(|\bLog\(/) == nil,
                    "\(file.path): \(line)")
            }
        }
    }

    @Test func `one room alone sees the C library`() throws {
        let found = try Project.files(under: "Sources", ending: ".swift").filter { file in
            file.lines.contains { ["import Glibc", "import CLinux"].contains($0) }
        }
        #expect(!found.isEmpty)
        for file in found { #expect(file.path.hasPrefix("Sources/Platform/"), "\(file.path)") }
    }

    @Test func `pages are made of values: no clock, no file, no log`() throws {
        for file in try Project.files(under: "Sources/Rendering", ending: ".swift") {
            for line in file.lines where line.hasPrefix("import ") {
                #expect(
                    !["import Glibc", "import Dispatch", "import Synchronization"].contains(line),
                    "\(file.path): \(line)")
            }
            for word in [
                "Casebook(", "EventStore", "FileManager", "Date()", "Date.now", "SuspendingClock",
                "ContinuousClock",
            ] {
                #expect(!file.lines.contains { $0.contains(word) }, "\(file.path): \(word)")
            }
        }
    }

    @Test func `nothing is public, nothing is forced, nothing is left for later`() throws {
        let words = ["public ", "open class", "try!", "as!", "fatalError(", "TODO", "FIXME", "XXX"]
        for file in try Project.files(under: "Sources", ending: ".swift") {
            for (number, line) in file.lines.enumerated() {
                let code = line.split(separator: "//", omittingEmptySubsequences: false).first ?? ""
                for word in words.prefix(2) {
                    #expect(
                        !code.trimmingCharacters(in: .whitespaces).hasPrefix(word),
                        "\(file.path):\(number + 1)")
                }
                for word in words.dropFirst(2) {
                    // VTODO is what iCalendar calls a task.
                    let said = line.replacing("VTODO", with: "")
                    #expect(!said.contains(word), "\(file.path):\(number + 1): \(word)")
                }
            }
        }
    }

    @Test func `a test of a room with threads or processes ends in time, even if they wait for ever`() throws
    {
        let rooms = ["Platform", "EventLog", "Projections", "Casebook", "Interchange", "Chancery"]
        for room in rooms {
            let suites = try Project.files(under: "Tests/\(room)Tests", ending: ".swift").filter { file in
                // A test that awaits may have to wait until all others are done.
                file.lines.contains { $0.contains("@Test") }
                    && !file.lines.contains { $0.contains("() async") }
            }
            #expect(!suites.isEmpty, "\(room)")
            for file in suites {
                // A declaration of a suite may go on in the next lines.
                let declarations = file.lines.enumerated().filter { $0.element.hasPrefix("@Suite") }.map {
                    file.lines[$0.offset...].prefix(3).joined(separator: " ")
                }
                #expect(
                    !declarations.isEmpty && declarations.allSatisfy { $0.contains(".endsInTime") },
                    "\(file.path): say @Suite(.endsInTime)")
            }
        }
    }

    @Test func `a file has one subject`() throws {
        for (folder, limit) in [("Sources", 300), ("Tests", 480)] {
            for file in try Project.files(under: folder, ending: ".swift") {
                let code = file.lines.count { line in
                    !(line.firstMatch(of: /\S/).map { line[$0.range.lowerBound...].hasPrefix("//") } ?? true)
                }
                #expect(code <= limit, "\(file.path) has \(code) lines of code: look for the second subject")
            }
        }
    }

    @Test func `every command has its line in the catalogue, and its place in the guides`() throws {
        let commands = try Project.files(under: "Sources/chancery/Commands", ending: ".swift")
        let catalogue = try Project.text("Sources/chancery/Chancery.swift")
        let guides = try Project.files(under: "Sources/chancery/Chancery.docc", ending: ".md").flatMap(
            \.lines)
        for file in commands where file.path.hasSuffix("Command.swift") {
            let type =
                "\(file.path.split(separator: "/").last.map { $0.dropLast(".swift".count) } ?? "").self"
            let named = file.lines.compactMap { $0.firstMatch(of: /commandName: "([a-z-]+)"/)?.output.1 }
            let name = try #require(named.first, "\(file.path)")
            // A command's own subcommands are in its catalogue, not in the program's.
            let parent = commands.first { $0.lines.contains { $0.contains(type) } }
            #expect(catalogue.contains(type) || parent != nil, "\(type) is in no catalogue")
            if parent == nil {
                #expect(
                    guides.contains { $0.contains("`\(name)`") || $0.contains("`\(name) ") },
                    "\(name) is in no guide")
            }
        }
    }

    @Test func `every file that a guide names is there`() throws {
        let guides =
            ["README.md"] + (try Project.files(under: "Sources", ending: ".md").map(\.path))
            + ["CONTRIBUTING", "SECURITY", "CHANGELOG"].map { ".github/\($0).md" }
        // Each path, and what is left of it without the folders before.
        var names: Set<String> = []
        for folder in ["Sources", "Tests", "Scripts", "Fixtures"] {
            let inside = FileManager.default.enumerator(
                atPath: Project.root.appendingPathComponent(folder).path)
            while let path = inside?.nextObject() as? String {
                let parts = [folder] + path.split(separator: "/").map(String.init)
                for start in parts.indices { names.insert(parts[start...].joined(separator: "/")) }
            }
        }
        for guide in guides {
            for match in try Project.text(guide).matches(
                of: /`((?:Sources|Tests|Scripts|Fixtures)\/[\w.+\/-]+|[\w+\/-]+\.swift)`/)
            {
                let name = match.output.1
                // A name in capitals stands for many.
                if name.contains(/[A-Z]{4}/) { continue }
                #expect(names.contains(String(name)), "\(guide): \(name)")
            }
        }
    }

    @Test func `every format has its line in the catalogue`() throws {
        let catalogue = try Project.text("Sources/Interchange/ExportCatalogue.swift")
        for file in try Project.files(under: "Sources/Interchange/Formats", ending: ".swift") {
            let names = file.lines.compactMap {
                $0.firstMatch(of: /package static let ([a-zA-Z]+) = ExportFormat\(/)?.output.1
            }
            #expect(names.count == 1, "\(file.path) holds \(names.count) formats")
            for name in names {
                #expect(catalogue.contains(".\(name),"), "\(file.path): \(name) is not in the catalogue")
            }
        }
    }

    @Test func `the top level holds what it should, and nothing else`() throws {
        let allowed: Set = [
            "Package.swift", "Sources", "Tests", "Scripts", "Fixtures", "README.md", "Package.resolved",
        ]
        let names = try FileManager.default.contentsOfDirectory(atPath: Project.root.path)
        #expect(names.filter { !$0.hasPrefix(".") && !allowed.contains($0) } == [])
    }
}
