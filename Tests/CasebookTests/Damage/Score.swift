import Foundation

/// How much was tried, and how much of it was found.
struct Score {
    private var lines: [(what: String, tried: Int, found: Int, ofNoEffect: Int)] = []

    var total: Int { lines.map(\.tried).reduce(0, +) }

    mutating func add(_ what: String, isFound: Bool, isOfNoEffect: Bool = false) {
        let index =
            lines.firstIndex { $0.what == what }
            ?? {
                lines.append((what, 0, 0, 0))
                return lines.count - 1
            }()
        lines[index].tried += 1
        lines[index].found += isFound ? 1 : 0
        lines[index].ofNoEffect += isOfNoEffect ? 1 : 0
    }

    /// At the end of the file that `Scripts/damage` names.
    func print() throws {
        guard let path = ProcessInfo.processInfo.environment["DAMAGE"] else { return }
        let table = lines.map {
            "| \($0.what) | \($0.tried) | \($0.found) | \($0.ofNoEffect) | \($0.tried - $0.found - $0.ofNoEffect) |\n"
        }.joined()
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        try file.seekToEnd()
        try file.write(contentsOf: Data(table.utf8))
        try file.close()
    }
}
