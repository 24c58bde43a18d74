// Names each declaration that another room uses by its name and that DocC found without an abstract. Exits 1 if there is one.
//
//     bare PACKAGE ARCHIVES

import Foundation

/// An entry of `documentation-coverage.json`.
struct Entry: Decodable {
    let title: String
    let kindDisplayName: String
    let hasAbstract: Bool
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
    for entry in try JSONDecoder().decode([Entry].self, from: Data(contentsOf: url)) where !entry.hasAbstract {
        let name = String(entry.title.prefix { $0 != "(" })
        let users = used.filter { $0.key != room && $0.value.contains(name) }.keys.sorted()
        guard !users.isEmpty else { continue }
        print("\(room): \(entry.kindDisplayName) \(entry.title) has no abstract, and \(users.joined(separator: ", ")) uses it")
        bare += 1
    }
}
print("\(bare) declarations that another room uses have no abstract.")
exit(bare == 0 ? 0 : 1)
