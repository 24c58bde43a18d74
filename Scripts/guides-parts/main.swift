// Names each declaration that another room uses by its name and that DocC found without an abstract. Exits 1 if there is one.
//
//     bare PACKAGE ARCHIVES

import Foundation

/// An entry of `documentation-coverage.json`.
struct Entry: Decodable {
    struct Kind: Decodable {
        let id: String
        let name: String
    }

    let title: String
    let kind: Kind
    let hasAbstract: Bool
    let referencePath: String

    /// An extension of a type of another module, which is documented there, is no declaration; nor is an article, or what the
    /// compiler adds.
    var isDeclaration: Bool {
        !kind.id.lowercased().contains("extended") && !kind.id.hasSuffix(".module") && kind.name != "Article"
            && !["hash(into:)", "hashValue", "init(rawValue:)", "RawValue", "AllCases", "allCases"].contains(title)
    }
}

let (package, archives) = (CommandLine.arguments[1], CommandLine.arguments[2])
var used: [String: Set<String>] = [:]
let sources = FileManager.default.enumerator(atPath: "\(package)/Sources")
for case let path as String in sources ?? .init() where path.hasSuffix(".swift") {
    let text = try String(contentsOfFile: "\(package)/Sources/\(path)", encoding: .utf8)
    let file = SourceFile(path: path, text: text)
    used[String(path.split(separator: "/")[0]), default: []].formUnion(file.used.union(file.asked))
}
var bare = 0
for archive in try FileManager.default.contentsOfDirectory(atPath: archives).sorted() {
    let room = String(archive.dropLast(".doccarchive".count))
    let url = URL(fileURLWithPath: "\(archives)/\(archive)/documentation-coverage.json")
    let entries = try JSONDecoder().decode([Entry].self, from: Data(contentsOf: url))
    let paths = Set(entries.map(\.referencePath))
    for entry in entries where !entry.hasAbstract && entry.isDeclaration {
        var name = String(entry.title.prefix { $0 != "(" })
        if name == "init" {
            // One that sets properties, each by its name, says nothing that these do not say.
            let labels = entry.title.dropFirst("init(".count).dropLast().split(separator: ":").map(String.init)
            let owner = entry.referencePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            if labels.allSatisfy({ paths.contains(owner.joined(separator: "/") + "/\($0)") }) { continue }
            name = owner.last.map(String.init) ?? name
        }
        let users = used.filter { $0.key != room && $0.value.contains(name) }.keys.sorted()
        guard !users.isEmpty else { continue }
        let path = entry.referencePath.split(separator: "/").dropFirst(3).joined(separator: ".")
        print("\(path) (\(entry.kind.name)) has no abstract, and is used by \(users.joined(separator: ", "))")
        bare += 1
    }
}
print("\(bare) declarations that another room uses have no abstract.")
exit(bare == 0 ? 0 : 1)
