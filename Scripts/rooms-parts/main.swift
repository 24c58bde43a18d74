// Prints which rooms use which, by their imports, and of each room with folders which of these use which. Exits 1 where
// something uses itself by way of others.

import Foundation

var files: [SourceFile] = []
var imports: [String: Set<String>] = [:]
for case let path as String in FileManager.default.enumerator(atPath: "Sources") ?? .init() where path.hasSuffix(".swift") {
    let text = try String(contentsOfFile: "Sources/\(path)", encoding: .utf8)
    let room = String(path.split(separator: "/")[0])
    files.append(SourceFile(path: "Sources/\(path)", text: text))
    for line in text.split(separator: "\n") where line.hasPrefix("import ") {
        imports[room, default: []].insert(String(line.dropFirst("import ".count)))
    }
}
let rooms = Dictionary(grouping: files) { String($0.path.split(separator: "/")[1]) }
let house = SourceGraph(uses: imports.mapValues { $0.filter { rooms[$0] != nil } })
print(house.description)
var circles = house.circles
for (room, files) in rooms.sorted(by: { $0.key < $1.key }) {
    let graph = SourceGraph(folders: files)
    guard graph.uses.count > 1 else { continue }
    print("\n\(room)")
    print(graph.description.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))
    for circle in graph.circles {
        print("    A circle:\n\(graph.reasons(for: circle))")
        circles.append(circle)
    }
}
exit(circles.isEmpty ? 0 : 1)
