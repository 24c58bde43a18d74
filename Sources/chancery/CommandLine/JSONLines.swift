import Glibc

/// Lines of JSON as other programs save them: with a byte order mark, with line ends of any sort, with DOS's mark at the
/// end of a text. A line end is never part of a JSON text, so a line may be divided at each.
struct JSONLines {
    private let source: () throws -> String?
    private var rest: [String] = []
    private var isAtStart = true
    /// The line of the file that was read last, from 1.
    private(set) var number = 0

    init(_ source: @escaping () throws -> String?) { self.source = source }

    /// The next line in which something stands; nil at the end.
    mutating func next() throws -> String? {
        while true {
            if let line = rest.popLast() {
                number += 1
                let text = trimmed(line)
                if !text.unicodeScalars.allSatisfy({ $0 == "\u{1A}" }) { return text }
                continue
            }
            guard var line = try source() else { return nil }
            if isAtStart, line.unicodeScalars.first == Self.mark { line.unicodeScalars.removeFirst() }
            isAtStart = false
            if line.utf8.last == UInt8(ascii: "\r") { line.unicodeScalars.removeLast() }
            guard line.withUTF8({ $0.contains(UInt8(ascii: "\r")) }) else {
                rest = [line]
                continue
            }
            rest = line.unicodeScalars.split(separator: "\r", omittingEmptySubsequences: false)
                .reversed().map { String($0) }
        }
    }

    fileprivate static let mark: Unicode.Scalar = "\u{FEFF}"
}

/// The same lines for who keeps every byte: what `export` never writes is refused by its name.
func exactLines(_ source: @escaping () throws -> String?, of name: String) -> () throws -> String? {
    var isAtStart = true
    return {
        guard var line = try source() else { return nil }
        defer { isAtStart = false }
        if isAtStart, line.unicodeScalars.first == JSONLines.mark {
            throw refusal(name, "it begins with a byte order mark")
        }
        let place = line.withUTF8 { $0.place(of: UInt8(ascii: "\r")) }
        if let place {
            let isLast = place == line.utf8.count - 1
            throw refusal(name, "its lines end in \(isLast ? "CRLF" : "CR alone")")
        }
        return line
    }
}

private func refusal(_ name: String, _ problem: String) -> CommandError {
    CommandError(
        "\(name) cannot be restored: \(problem), which no export has.",
        "Fetch the export again as it was written; a log is restored to the byte, or `chancery import` takes its events into a log that is there.",
        code: EX_DATAERR)
}
