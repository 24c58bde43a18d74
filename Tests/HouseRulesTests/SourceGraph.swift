import Foundation

/// Which places use what which other places declare: the rooms of the package, or the folders of one room.
///
/// Swift's imports say nothing of folders, so the graph is drawn by names. A place uses another where one of its files names
/// something that only a file of the other declares: a type, or a member of which the name is declared once in the room.
struct SourceGraph {
    /// A place, what it uses, and for each the names, `Name (File)`, that say so.
    private(set) var uses: [String: [String: Set<String>]] = [:]

    /// Draws the graph of the places to which `place` assigns the files.
    init(_ files: [SourceFile], place: (SourceFile) -> String) {
        var homes: [String: String] = [:]
        for file in files {
            uses[place(file)] = uses[place(file)] ?? [:]
            for type in file.types { homes[type] = place(file) }
        }
        // What is added to a type elsewhere than where it is declared, by the name under which it is asked for.
        var additions: [String: Set<String>] = [:]
        let declarations = files.reduce(into: [:]) { $0.merge($1.declarations, uniquingKeysWith: +) }
        for file in files {
            for addition in file.additions {
                let names = addition.split(separator: ".").map(String.init)
                let name = names[names.count - 1]
                guard let home = homes[names[0]], home != place(file), declarations[name] == 1 else {
                    continue
                }
                additions[name, default: []].insert(place(file))
            }
        }
        for file in files {
            for type in file.used { homes[type].map { add(file, place(file), $0, type) } }
            for member in file.asked {
                for home in additions[member] ?? [] { add(file, place(file), home, member) }
            }
        }
    }

    /// A graph that is known otherwise than by names.
    init(uses: [String: Set<String>]) { self.uses = uses.mapValues { $0.reduce(into: [:]) { $0[$1] = [] } } }

    /// Draws the graph of a room's folders. What lies in none is `(room)`.
    init(folders files: [SourceFile]) {
        self.init(files) { file in
            let parts = file.path.split(separator: "/")
            return parts.count > 3 ? String(parts[2]) : "(room)"
        }
    }

    private mutating func add(_ file: SourceFile, _ own: String, _ other: String, _ name: String) {
        guard own != other else { return }
        uses[own, default: [:]][other, default: []].insert("\(name) (\(file.name))")
    }

    /// The places that can be reached from themselves, in groups: empty if there is no circle.
    var circles: [[String]] {
        var groups: [[String]] = []
        for place in uses.keys.sorted() where !groups.contains(where: { $0.contains(place) }) {
            let group = uses.keys.filter { reaches($0, from: place) && reaches(place, from: $0) }
            if !group.isEmpty { groups.append(group.sorted()) }
        }
        return groups
    }

    private func reaches(_ goal: String, from start: String) -> Bool {
        var seen: Set<String> = []
        var left = Array((uses[start] ?? [:]).keys)
        while let place = left.popLast() {
            if place == goal { return true }
            if seen.insert(place).inserted { left += (uses[place] ?? [:]).keys }
        }
        return false
    }

    /// Each place with what it uses, a line each; those that use nothing of the others come first.
    var description: String {
        let places = uses.keys.sorted {
            depth($0, []) == depth($1, []) ? $0 < $1 : depth($0, []) < depth($1, [])
        }
        return places.map { place in
            let others = (uses[place] ?? [:]).keys.sorted().joined(separator: ", ")
            return others.isEmpty ? place : "\(place) → \(others)"
        }.joined(separator: "\n")
    }

    private func depth(_ place: String, _ seen: Set<String>) -> Int {
        (uses[place] ?? [:]).keys.filter { !seen.contains($0) }.map { depth($0, seen.union([place])) + 1 }
            .max() ?? 0
    }

    /// Why there is a circle: each use within it, with some of its names.
    func reasons(for circle: [String]) -> String {
        circle.flatMap { place in
            (uses[place] ?? [:]).filter { circle.contains($0.key) }.sorted { $0.key < $1.key }.map {
                "\(place) → \($0.key): \($0.value.sorted().prefix(12).joined(separator: ", "))"
            }
        }.joined(separator: "\n")
    }
}

/// A file of Swift, as far as its names go.
struct SourceFile {
    /// Its path under the project's root.
    let path: String
    /// The types that it declares outside of other types.
    let types: Set<String>
    /// What it adds to a type by an extension, as `Type.name`: types, functions and properties.
    let additions: Set<String>
    /// How often it declares a name, wherever.
    let declarations: [String: Int]
    /// The names in its code that follow no point, without those that it declares within its types.
    let used: Set<String>
    /// The names that follow a point or stand before a parenthesis.
    let asked: Set<String>

    /// Its name without the ending.
    var name: String { String(path.split(separator: "/").last?.dropLast(".swift".count) ?? "") }

    init(path: String, text: String) {
        self.path = path
        var types: Set<String> = []
        var additions: Set<String> = []
        var declarations: [String: Int] = [:]
        var used: Set<String> = []
        var asked: Set<String> = []
        // For each open brace the type of which it is an extension, or nothing.
        var bodies: [String?] = []
        var extended: String?
        var nested: Set<String> = []
        var before = ""
        for word in Self.words(of: text) {
            switch word {
            case "{":
                bodies.append(extended)
                extended = nil
            case "}": _ = bodies.popLast()
            case "(": if before != "." { asked.insert(before) }
            case ".": if extended != nil, before != "" { extended? += "." }
            default:
                let declares = [
                    "struct", "class", "enum", "actor", "protocol", "typealias", "func", "var", "let",
                ]
                if before == "extension" {
                    extended = word
                } else if let name = extended, name.hasSuffix(".") {
                    extended = name + word
                }
                if declares.contains(before), !declares.contains(word) {
                    declarations[word, default: 0] += 1
                    if bodies.isEmpty {
                        if !["func", "var", "let"].contains(before) { types.insert(word) }
                    } else if bodies.count == 1, let type = bodies[0] {
                        additions.insert("\(type).\(word)")
                    }
                    if !bodies.isEmpty { nested.insert(word) }
                } else {
                    if before == "." { asked.insert(word) } else { used.insert(word) }
                }
            }
            before = word
        }
        self.types = types
        self.additions = additions
        self.declarations = declarations
        // A name of its own hides the other.
        self.used = used.subtracting(nested)
        self.asked = asked.subtracting(types)
    }

    /// The words, braces and points of a text's code: comments and the words of string literals are left out, what is
    /// interpolated in them is not.
    private static func words(of text: String) -> [String] {
        var words: [String] = []
        let bytes = Array(text.utf8)
        var at = 0
        // For each string literal in which we are: its quotation marks, its number signs, the parentheses open within it.
        var literals: [(quotes: Int, signs: Int, parentheses: Int)] = []
        func starts(_ sign: StaticString, _ place: Int) -> Bool {
            let count = sign.utf8CodeUnitCount
            guard place + count <= bytes.count else { return false }
            for offset in 0..<count where bytes[place + offset] != sign.utf8Start[offset] { return false }
            return true
        }
        var isInText = false
        while at < bytes.count {
            if isInText, let literal = literals.last {
                guard bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "\\") else {
                    at += 1
                    continue
                }
                let signs = [UInt8](repeating: UInt8(ascii: "#"), count: literal.signs)
                let end = [UInt8](repeating: UInt8(ascii: "\""), count: literal.quotes) + signs
                let begin = [UInt8(ascii: "\\")] + signs + [UInt8(ascii: "(")]
                if bytes[at...].starts(with: end) {
                    literals.removeLast()
                    isInText = false
                    at += end.count
                } else if bytes[at...].starts(with: begin) {
                    literals[literals.count - 1].parentheses = 1
                    isInText = false
                    at += 2 + literal.signs
                } else {
                    at += starts("\\", at) && literal.signs == 0 ? 2 : 1
                }
                continue
            }
            if starts("//", at) {
                while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
                continue
            }
            let byte = bytes[at]
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: ")"):
                words.append(String(UnicodeScalar(byte)))
                if !literals.isEmpty {
                    literals[literals.count - 1].parentheses += byte == UInt8(ascii: "(") ? 1 : -1
                    isInText = literals[literals.count - 1].parentheses == 0
                }
                at += 1
            case UInt8(ascii: "\""), UInt8(ascii: "#"):
                var signs = 0
                while at + signs < bytes.count, bytes[at + signs] == UInt8(ascii: "#") { signs += 1 }
                guard at + signs < bytes.count, bytes[at + signs] == UInt8(ascii: "\"") else {
                    at += max(signs, 1)
                    continue
                }
                let quotes = starts("\"\"\"", at + signs) ? 3 : 1
                literals.append((quotes, signs, 0))
                isInText = true
                at += signs + quotes
            case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "."):
                words.append(String(UnicodeScalar(byte)))
                at += 1
            default:
                let isWord = { (byte: UInt8) in
                    byte == UInt8(ascii: "_") || byte > 127 || (byte | 32 >= 97 && byte | 32 <= 122)
                        || (byte >= 48 && byte <= 57)
                }
                guard isWord(byte) else {
                    at += 1
                    continue
                }
                var end = at
                while end < bytes.count, isWord(bytes[end]) { end += 1 }
                words.append(String(decoding: bytes[at..<end], as: UTF8.self))
                at = end
            }
        }
        return words
    }
}
