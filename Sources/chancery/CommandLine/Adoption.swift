import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
import Platform
import Rendering
import TextSafety

/// Has a post's copy follow a server that shows another past than before, after asking.
struct Adoption {
    let log: LogOption
    /// Whether the user has agreed already.
    let isAgreed: Bool

    func run(in context: CommandContext) throws {
        let old = try log.with(.writing, in: context) { casebook -> String? in
            guard let divergence = try casebook.divergence() else { return nil }
            for line in Self.lines(divergence) { context.printError(line) }
            try confirm(context)
            let time = context.now().description.replacing(":", with: "").replacing(".", with: "")
            let kept = casebook.store.path.suffixed(".before-\(time)")
            try casebook.adopt(divergence, keepingOldAs: kept)
            return kept.shown
        }
        guard let old else {
            return context.printError("The server continues this copy: there is nothing to adopt.")
        }
        context.printError("The copy now follows the server. The old one is kept: \(sanitized(old))")
    }

    private static func lines(_ divergence: Casebook.Divergence) -> [String] {
        var lines = [divergence.error.problem, "They are the same up to #\(divergence.common)."]
        if case .otherPast(_, _, _, let evidence) = divergence.error {
            lines.append("Both roots are in \(sanitized(evidence)).")
        }
        guard !divergence.lost.isEmpty else {
            return lines + ["The server lacks no event that this copy has."]
        }
        lines.append("The server lacks \(Phrases.count(divergence.lost.count, "event")) that this copy has:")
        for (position, event) in divergence.lost.prefix(20) {
            let recorder = event.fields["recordedBy"]?.string ?? "nobody"
            lines.append(
                sanitized("  #\(position) \(event.kindName) in \(event.dispute), recorded by \(recorder)"))
        }
        if divergence.lost.count > 20 { lines.append("  … and \(divergence.lost.count - 20) more.") }
        let own = divergence.lost.count { $0.event.isRecorded(by: divergence.role) }
        lines.append(
            "\(own) of them were filed by this post (\(sanitized(divergence.role))); they go into the outbox and are filed again."
        )
        return lines
    }

    private func confirm(_ context: CommandContext) throws {
        if isAgreed { return }
        guard context.terminal.inputIsTerminal else {
            throw CommandError(
                "Nothing was adopted: a script must say that it is meant.", "Add --yes.",
                code: ExitStatus.notPermitted)
        }
        context.printError("Follow the server from there on? (y/N)")
        let answer = try context.readLine().map { trimmed($0).lowercased() }
        guard answer == "y" || answer == "yes" else {
            throw CommandError(
                "Nothing was adopted.", "Ask the server's keeper what was done.", code: ExitStatus.temporary)
        }
    }
}
