import CanonicalJSON

/// Reads lines of JSON as various programs write them: with a byte order mark, with any line ends, with DOS's
/// end-of-file character (U+001A). Strings in JSON contain no raw line ends, so the input can be split at each.
struct JSONLines {
    private let source: () throws -> String?
    private var rest: [String] = []
    private var isAtStart = true
    /// The number of the last line that was read, counted from 1.
    private(set) var number = 0

    init(_ source: @escaping () throws -> String?) { self.source = source }

    /// The next line that is not blank; nil at the end.
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

/// Returns the lines unchanged, for a reader that needs every byte. Throws `CommandError` for a byte order mark or a
/// CR, which `export` never writes.
func exactLines(_ source: @escaping () throws -> String?, of name: String) -> () throws -> String? {
    var isAtStart = true
    return {
        guard var line = try source() else { return nil }
        defer { isAtStart = false }
        if isAtStart, line.unicodeScalars.first == JSONLines.mark {
            throw refusal(name, "it begins with a byte order mark")
        }
        let place = line.withUTF8 { $0.offset(of: UInt8(ascii: "\r")) }
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
        "Get the export again exactly as it was written, because every byte counts; or add its events to an existing log with `chancery import`.",
        code: ExitStatus.dataError)
}
