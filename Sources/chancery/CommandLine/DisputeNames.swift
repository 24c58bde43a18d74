import Casebook
import EventLog

extension CommandContext {
    /// The dispute that a name means. At a terminal the end of a name is enough if only one dispute ends so
    /// (`donation`, `vienna-conference`), and no name means the dispute in use. A script must give the full name.
    func dispute(_ name: String?, in casebook: Casebook) throws -> String {
        guard let name else {
            guard let used = usedDispute(in: casebook) else {
                throw CommandError.usage(
                    "No dispute was named.",
                    terminal.inputIsTerminal
                        ? "Name one, or choose one for this terminal with `chancery use DISPUTE`."
                        : "Name one; `chancery status` lists them.")
            }
            return used
        }
        return terminal.inputIsTerminal ? try knownDispute(name, in: casebook) ?? name : name
    }

    /// The dispute that `chancery use` set for this terminal, if it was set for this log.
    func usedDispute(in casebook: Casebook) -> String? {
        TerminalSession(self)?.dispute(ofLog: casebook.store.path)
    }

    /// The dispute with this name or, at a terminal, the only one whose name ends so; nil if there is none.
    func knownDispute(_ name: String, in casebook: Casebook) throws -> String? {
        let names = try casebook.disputes()
        if names.contains(name) { return name }
        guard terminal.inputIsTerminal else { return nil }
        let ending = name.lowercased()
        let candidates = names.filter { $0.hasSuffix("/\(ending)") || $0.hasSuffix("-\(ending)") }
        return candidates.count == 1 ? candidates.first : nil
    }
}
