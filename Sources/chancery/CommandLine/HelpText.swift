/// The parser's help, fitted to the terminal: it breaks everything into lines but the usage of a command, and takes any
/// number for a width.
struct HelpText {
    /// Lines of more words than these are hard to read.
    private static let widest = 100

    let columns: Int

    init(width: Int) { columns = min(width, Self.widest) }

    /// With the usage on as many lines as it takes.
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

    /// Words, but for what stands in brackets, which stays together.
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
