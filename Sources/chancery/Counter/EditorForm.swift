import CanonicalJSON
import Casebook
import DisputeModel

/// The form of `record --edit`: lines that say who, when and what it answers, an empty line, and the summary.
///
/// The lines are options of `record` under their own names, and are understood as those are.
struct EditorForm {
    private let recording: Recording
    private let interpreter: Interpreter
    private let context: CommandContext

    init(_ recording: Recording, _ interpreter: Interpreter, _ context: CommandContext) {
        self.recording = recording
        self.interpreter = interpreter
        self.context = context
    }

    /// Opens the form and has what was written in it filed. Where that cannot be filed, whoever sits at a terminal gets the
    /// form back with the reason at its head, until it can, or is left as it was; what was written is never lost.
    func file(in casebook: Casebook, _ file: (JSONObject) throws -> Void) throws {
        let editor = try Editor(context)
        var text = text(recording.act, waiting: try waiting(in: casebook))
        while true {
            let written = try editor.edit(text)
            do {
                guard let act = try act(in: written) else {
                    editor.discard()
                    return context.print("Nothing was filed: there is no summary in the form.")
                }
                var recording = recording
                recording.act = act
                try file(try recording.draft(interpreter))
                return editor.discard()
            } catch {
                guard let fault = Fault(error) else { throw error }
                guard context.terminal.inputIsTerminal, written != text else {
                    throw Fault(
                        fault.problem, "\(fault.remedy) What you wrote is kept in \(editor.path).",
                        code: fault.code)
                }
                let lines = written.split(separator: "\n", omittingEmptySubsequences: false)
                text =
                    (["# ! \(fault.problem)", "# ! \(fault.remedy)"] + lines.filter { !$0.hasPrefix("# ! ") })
                    .joined(separator: "\n")
            }
        }
    }

    /// What waits for an answer, which a reply may name.
    private func waiting(in casebook: Casebook) throws -> [Int] {
        guard let dispute = recording.dispute,
            let answer = try? casebook.status(of: dispute, at: Moment(asOf: context.today))
        else { return [] }
        return answer.status.obligations.filter(\.state.isOutstanding).map(\.obligation.opener)
    }

    private func text(_ act: ActOptions, waiting: [Int]) -> String {
        var lines = [
            "# \(recording.kind ?? "act") in \(recording.dispute ?? "?"). Without a summary nothing is filed.",
            "# Lines that begin with # go, and what follows two spaces and a #.",
        ]
        for row in FormRow.all {
            let values = row.read(act)
            var hint = row.hint
            if row.label == "Replies", !waiting.isEmpty {
                hint = "waiting for an answer: \(waiting.map(String.init).joined(separator: " "))"
            }
            for value in values.isEmpty ? [""] : values {
                let line = "\(row.label):".padding(to: 13) + value
                lines.append(
                    hint.isEmpty || !value.isEmpty ? trimmed(line) : "\(line.padding(to: 32))  # \(hint)")
            }
        }
        return (lines + ["", act.summary ?? "", ""]).joined(separator: "\n")
    }

    /// nil where there is no summary.
    private func act(in text: String) throws -> ActOptions? {
        var act = recording.act
        for row in FormRow.all { row.clear(&act) }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter {
            !$0.hasPrefix("#")
        }[...]
        while let line = lines.popFirst(), !trimmed(line).isEmpty {
            let bare = line.range(of: "  #").map { line[..<$0.lowerBound] } ?? line
            guard let colon = bare.firstIndex(of: ":"), let row = FormRow.named(trimmed(bare[..<colon]))
            else {
                throw Fault.usage(
                    "\"\(trimmed(bare))\" is no line of the form.",
                    "Put an empty line before the summary; the lines above it begin with what they say, as in By: RUS."
                )
            }
            let value = trimmed(bare[bare.index(after: colon)...])
            if !value.isEmpty { row.write(&act, value) }
        }
        let summary = trimmed(lines.joined(separator: "\n"))
        act.summary = summary
        return summary.isEmpty ? nil : act
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, width - count))
    }
}

extension Substring {
    fileprivate func range(of mark: String) -> Range<Substring.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(mark) { return start..<endIndex }
            start = index(after: start)
        }
        return nil
    }
}
