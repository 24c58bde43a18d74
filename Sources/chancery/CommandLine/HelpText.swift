/// Fits the parser's help to the terminal. The parser wraps everything except the usage line of a command, and accepts
/// any width.
struct HelpText {
    /// The maximum width; longer lines are hard to read.
    private static let widest = 100

    let columns: Int

    init(width: Int) { columns = min(width, Self.widest) }

    /// The message with its usage line wrapped.
    func fitted(_ message: String) -> String {
        message.split(separator: "\n", omittingEmptySubsequences: false)
            .flatMap { $0.hasPrefix("USAGE: ") ? wrapped($0) : [String($0)] }
            .joined(separator: "\n")
    }

    private func wrapped(_ usage: Substring) -> [String] {
        var lines: [String] = []
        var line = ""
        for part in parts(of: usage) {
            if !line.isEmpty, line.count + 1 + part.count > columns {
                lines.append(line)
                line = "      "
            }
            line += line.isEmpty ? part : " \(part)"
        }
        return lines + [line]
    }

    /// The words of the usage line; words in brackets stay together.
    private func parts(of usage: Substring) -> [String] {
        var parts: [String] = []
        for word in usage.split(separator: " ") {
            if let last = parts.last, last.hasPrefix("["), !last.hasSuffix("]"), !last.hasSuffix("...") {
                parts[parts.count - 1] = "\(last) \(word)"
            } else {
                parts.append(String(word))
            }
        }
        return parts
    }
}
