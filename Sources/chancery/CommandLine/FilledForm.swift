/// The content of a form of `record --edit` that the user filled in.
struct FilledForm {
    private(set) var act: ActOptions
    /// Comments (`# …`) that were dropped although the form did not contain them: the user may have meant them as
    /// content.
    private(set) var leftOut: [String] = []
    /// Whether the form contains a value that the command line did not give.
    let saysMore: Bool

    /// - Parameters:
    ///   - offered: the form as it was offered; its own comments are dropped silently.
    ///   - given: the options from the command line, which count for values that the form cannot contain.
    /// - Throws: `CommandError` if a line is not a line of the form, or appears twice.
    init(_ text: String, offered: String, for given: ActOptions) throws {
        act = given
        let rows = FormRow.all.filter { $0.read(given).allSatisfy(Self.holds) }
        for row in rows { row.clear(&act) }
        var form = Set(offered.split(separator: "\n").map { trimmed($0) })
        // Lines of the summary are never comments of the form, whatever they begin with.
        form.subtract((given.summary ?? "").split(separator: "\n").map { trimmed($0) })
        let summary = Set((given.summary ?? "").split(separator: "\n").map { trimmed($0) })
        var lines: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            guard Self.isRemark(line), !summary.contains(trimmed(line)) else {
                lines.append(line)
                continue
            }
            if !form.contains(trimmed(line)), !line.hasPrefix("# ! ") { leftOut.append(String(line)) }
        }
        var rest = lines[...]
        while let line = rest.popFirst(), !trimmed(line).isEmpty {
            let mark = Self.remark(in: line)
            let bare = mark.map { line[..<$0] } ?? line
            guard let colon = bare.firstIndex(of: ":"),
                let row = FormRow.named(trimmed(bare[..<colon])),
                rows.contains(where: { $0.label == row.label })
            else {
                throw CommandError.usage(
                    "\"\(trimmed(bare))\" is not a line of the form.",
                    "Put an empty line before the summary; each line above it begins with a name, as in By: RUS."
                )
            }
            if let mark, !form.contains(where: { $0.hasSuffix(trimmed(line[mark...])) }) {
                leftOut.append(trimmed(line[mark...]))
            }
            let value = trimmed(bare[bare.index(after: colon)...])
            guard !value.isEmpty else { continue }
            guard row.isList || row.read(act).isEmpty else {
                throw CommandError.usage(
                    "There are two lines \"\(row.label)\" in the form.", "Put both values into one line.")
            }
            row.write(&act, value)
        }
        act.summary = trimmed(rest.joined(separator: "\n"))
        let filled = act
        saysMore = rows.contains { row in row.read(filled).contains { !row.read(given).contains($0) } }
    }

    /// Whether a line of the form can contain this value without changing it.
    static func holds(_ value: String) -> Bool {
        !value.contains(where: \.isNewline) && remark(in: value[...]) == nil && trimmed(value) == value
    }

    /// Whether the line is a comment: `#` and a space. `#17` names an event and is content.
    private static func isRemark(_ line: Substring) -> Bool { line.hasPrefix("# ") }

    /// The start of a comment after a value: two spaces, `#` and a space; nil if there is none.
    private static func remark(in line: Substring) -> Substring.Index? {
        line.firstRange(of: "  # ")?.lowerBound
    }
}
