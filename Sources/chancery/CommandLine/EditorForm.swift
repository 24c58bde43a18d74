import Answers
import CanonicalJSON
import Casebook
import DisputeModel
import Platform
import Rendering
import TextSafety

/// The form of `record --edit`: lines for actors, date, replies and so on, an empty line, and the summary.
///
/// Each line stands for an option of `record` and is interpreted like that option.
struct EditorForm {
    private let recording: RecordArguments
    private let interpreter: InputInterpreter
    private let context: CommandContext

    init(_ recording: RecordArguments, _ interpreter: InputInterpreter, _ context: CommandContext) {
        self.recording = recording
        self.interpreter = interpreter
        self.context = context
    }

    /// Opens the form in an editor and files the result. If that fails, the form opens again with the
    /// reason at its top, until it can be filed or is returned unchanged. What the user wrote is never lost.
    ///
    /// - Parameter file: files one draft.
    func file(in casebook: Casebook, _ file: (JSONObject) throws -> Void) throws {
        let editor = try Editor(context)
        var text = text(recording.act, waiting: try waiting(in: casebook))
        let form = text
        var before: String?
        for round in 1... {
            let written = try editor.edit(text)
            do {
                let filled = try FilledForm(written, offered: form, for: recording.act)
                guard filled.act.summary?.isEmpty == false else {
                    if !filled.saysMore { editor.discard() }
                    return context.print(
                        "Nothing was recorded: there is no summary in the form."
                            + (filled.saysMore ? " \(sanitized(editor.keptWords.shown))" : ""))
                }
                var recording = recording
                recording.act = filled.act
                try file(try recording.draft(interpreter))
                for line in filled.leftOut { context.printError("Left out of the form: \(sanitized(line))") }
                return editor.discard()
            } catch {
                guard let fault = CommandError(error) else {
                    context.printError("chancery: \(sanitized(editor.keptWords.shown))")
                    throw error
                }
                let words = Self.withoutReasons(written)
                // Stop if nothing was changed, and after `rounds`: an editor that is a script could go on forever.
                guard words != Self.withoutReasons(before ?? text),
                    round < Self.rounds
                else {
                    throw CommandError(fault.problem, "\(fault.remedy) \(editor.keptWords)", code: fault.code)
                }
                before = written
                text = "# ! \(fault.problem)\n# ! \(fault.remedy)\n\(words)"
            }
        }
    }

    /// How often the form is opened at most.
    private static let rounds = 20

    private static func withoutReasons(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("# ! ") }
            .joined(separator: "\n")
    }

    /// The positions of the events that wait for an answer, offered as a hint in the line `Replies`.
    private func waiting(in casebook: Casebook) throws -> [Int] {
        guard let dispute = recording.dispute,
            let answer = try? casebook.status(of: dispute, at: Moment(asOf: context.today))
        else { return [] }
        return answer.status.obligations.filter(\.state.isOutstanding).map(\.obligation.opener)
    }

    private func text(_ act: ActOptions, waiting: [Int]) -> String {
        var lines = [
            "# \(recording.kind ?? "act") in \(recording.dispute ?? "?"). Without a summary nothing is recorded.",
            "# Left out: lines that begin with \"# \", and what follows two spaces and \"# \".",
        ]
        for row in FormRow.all {
            let values = row.read(act)
            guard values.allSatisfy(FilledForm.holds) else {
                lines.append("# \(row.label) stays as it was given on the command line.")
                continue
            }
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
}

extension String {
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, width - count))
    }
}
