import Foundation
import Seeds
import Testing
import TimeLimits
import Yams

@testable import Interchange

/// Our reader of YAML beside libyaml, as Yams has it: what ours reads, it reads as the other does, with the same lines.
@Suite(.endsInTime) struct YAMLDifferenceTests {
    /// A mapping's value and lines, and its texts with how they are written.
    private indirect enum Tree: Equatable {
        case text(String, isPlain: Bool, Int)
        case list([Tree], Int)
        case section([String], [Int], [Tree], Int)
    }

    private static func ours(_ text: String) throws(MappingError) -> Tree {
        tree(try YAMLReader.read(text, file: "m"))
    }

    private static func tree(_ setting: YAMLNode) -> Tree {
        switch setting.value {
        case .text(let words, let isPlain): .text(words, isPlain: isPlain, setting.line)
        case .list(let list): .list(list.map(tree), setting.line)
        case .section(let members):
            .section(
                members.map(\.name), members.map(\.line), members.map { tree($0.setting) }, setting.line)
        }
    }

    /// nil where there is nothing in it.
    private static func theirs(_ text: String) throws -> Tree? { try Yams.compose(yaml: text).map(tree) }

    private static func tree(_ node: Node) throws -> Tree {
        let line = node.mark?.line ?? 0
        switch node {
        case .scalar(let scalar):
            let isPlain = scalar.style == .plain || scalar.style == .any
            let isNothing = isPlain && (scalar.string == "~" || scalar.string == "null")
            return .text(isNothing ? "" : scalar.string, isPlain: isPlain, line)
        case .sequence(let sequence): return .list(try sequence.map(tree), line)
        case .mapping(let mapping):
            let names = try mapping.map { try #require($0.key.scalar?.string) }
            return .section(
                names, mapping.map { $0.key.mark?.line ?? 0 }, try mapping.map { try tree($0.value) }, line)
        case .alias: throw MappingError("m", "An alias.", "")
        }
    }

    /// Whether ours takes it; what it takes is compared.
    private static func compare(_ text: String, _ what: @autoclosure () -> String) -> Bool {
        guard let ours = try? ours(text) else { return false }
        do {
            let theirs = try theirs(text)
            #expect(ours == theirs, "\(what()):\n\(text.debugDescription)")
        } catch {
            Issue.record("\(what()) is no YAML to libyaml:\n\(text.debugDescription)\n\(error)")
        }
        return true
    }

    // MARK: Mappings that there are

    private static let project = URL(filePath: "/")
        .appending(path: #filePath.split(separator: "/").dropLast(3).joined(separator: "/"))

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: project.appending(path: path), encoding: .utf8)
    }

    private static func names(in folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: project.appending(path: folder).path).sorted()
            .map { "\(folder)/\($0)" }
    }

    /// Files; and what stands in blocks of the README and of tests.
    private static let mappings = Result<[String], any Error> {
        let files = try names(in: "Fixtures/mappings") + names(in: "Scripts")
        var found = try files.filter { $0.hasSuffix(".yaml") }.map(text)
        found += try names(in: "Fixtures/fuzz/mapping").map(text)
        let sources = try ["README.md"] + names(in: "Tests").filter { $0.hasSuffix(".swift") }
        for source in sources {
            var block: [Substring]?
            for line in try text(source).split(separator: "\n", omittingEmptySubsequences: false) {
                let isFence = line.hasPrefix("```") || line.contains("\"\"\"")
                if isFence, let lines = block {
                    let margin = lines.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
                    if lines.contains(where: { $0.contains("dispute:") }) {
                        found.append(lines.map { $0.dropFirst(margin) }.joined(separator: "\n"))
                    }
                    block = nil
                } else if isFence {
                    block = []
                } else {
                    block?.append(line)
                }
            }
        }
        return found
    }

    @Test func `every mapping of the project is read as libyaml reads it`() throws {
        let mappings = try Self.mappings.get()
        var read = 0
        for mapping in mappings {
            // What stands in a test may be no YAML, on purpose.
            guard (try? Self.theirs(mapping)) != nil else { continue }
            #expect(Self.compare(mapping, "a mapping"), "refused: \(mapping)")
            read += 1
        }
        #expect(read >= 20, "\(read) of \(mappings.count)")
    }

    // MARK: Mappings that there are not

    @Test(arguments: seeds(from: 1, 12, long: 2000))
    func `a mapping with mistakes in it is read as libyaml reads it`(
        seed: UInt64
    ) throws {
        var dice = SplitMix64(seed: seed)
        let mappings = try Self.mappings.get().map { Array($0.utf8) }
        let pieces = [
            " ", "  ", "\n", "\n  ", "\n\n", "\r\n", "\t", "- ", "-", ": ", ":", ",", "[", "]", "{", "}", "'",
            "\"",
            "#", " #", "? ", "|", ">", "|-\n", ">+\n", "|2\n", "&a ", "*a", "!", "%", "---\n", "...", "\\",
            "\\n",
            "\\u00e9", "\\\n", "é", "~", "null", "a: b\n", "- c\n", "''", "\"\"", "\u{85}", "\u{FEFF}", "@",
            "=",
        ].map { Array($0.utf8) }
        var taken = 0
        for _ in 0..<300 {
            var bytes = dice.pick(mappings)
            // Of a long one a part, so that the row is not behind another.
            let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            let first = dice.below(lines.count)
            let part = lines[first..<min(lines.count, first + dice.within(1...12))]
            bytes = Array(part.joined(separator: [UInt8(ascii: "\n")]))
            for _ in 0..<dice.within(0...3) where !bytes.isEmpty {
                let place = dice.below(bytes.count)
                switch dice.below(3) {
                case 0: bytes.removeSubrange(place..<min(bytes.count, place + dice.within(1...3)))
                case 1: bytes.insert(contentsOf: dice.pick(pieces), at: place)
                default: bytes.replaceSubrange(place...place, with: dice.pick(pieces))
                }
            }
            guard let text = String(validating: bytes, as: UTF8.self) else { continue }
            if Self.compare(text, "seed \(seed)") { taken += 1 }
        }
        #expect(taken > 30, "seed \(seed): too few were read to tell")
    }

    @Test(arguments: seeds(from: 1, 12, long: 2000))
    func `made-up bytes of YAML are read as libyaml reads them`(
        seed: UInt64
    ) {
        var dice = SplitMix64(seed: seed)
        let pieces = [
            " ", " ", "  ", "\n", "\n", "\n ", "\n  ", "\n   ", "- ", "-", ": ", ":", ", ", ",", "[", "]",
            "{", "}", "'",
            "\"", "#", " # ", "|", ">", "+", "2", "\t", "a", "b", "c", "a: ", "b: ", "\nc: ", "\n- ", "é",
            "\\", "\\n",
            "~", "\r", "?", "|\n  ", ">\n  ", "[a, ", "{a: ",
        ]
        var taken = 0
        for _ in 0..<2000 {
            let text = (0..<dice.within(1...14)).map { _ in dice.pick(pieces) }.joined()
            if Self.compare(text, "seed \(seed)") { taken += 1 }
        }
        #expect(taken > 100, "seed \(seed): too few were read to tell")
    }

    // MARK: Mappings that must be read

    @Test(arguments: seeds(from: 1, 12, long: 2000))
    func `whatever is written in the YAML of mappings is read`(
        seed: UInt64
    ) {
        var writer = YAMLWriter(seed: seed)
        for _ in 0..<100 {
            let text = writer.document()
            #expect(Self.compare(text, "seed \(seed)"), "seed \(seed), refused: \(text.debugDescription)")
        }
    }
}
