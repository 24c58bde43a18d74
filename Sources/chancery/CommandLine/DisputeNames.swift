import Casebook
import EventLog

extension CommandContext {
    /// The dispute that was meant. At a terminal the end of its name will do where only one ends so (`donation`,
    /// `vienna-conference`), and where none is named, the one in use is meant. A script must say it in full.
    func dispute(_ name: String?, in casebook: Casebook) throws -> String {
        guard let name else {
            guard let used = usedDispute(in: casebook) else {
                throw CommandError.usage(
                    "No dispute was named.",
                    terminal.inputIsTerminal
                        ? "Name one, or have one kept in mind: `chancery use DISPUTE`."
                        : "Name one; `chancery status` lists them.")
            }
            return used
        }
        return terminal.inputIsTerminal ? try knownDispute(name, in: casebook) ?? name : name
    }

    /// The dispute that `chancery use` keeps in mind for this terminal, if it is of this log.
    func usedDispute(in casebook: Casebook) -> String? {
        TerminalSession(self)?.dispute(ofLog: casebook.store.path)
    }

    /// nil where no dispute is called so.
    func knownDispute(_ name: String, in casebook: Casebook) throws -> String? {
        let names = try casebook.disputes()
        if names.contains(name) { return name }
        guard terminal.inputIsTerminal else { return nil }
        let ending = name.lowercased()
        let candidates = names.filter { $0.hasSuffix("/\(ending)") || $0.hasSuffix("-\(ending)") }
        return candidates.count == 1 ? candidates.first : nil
    }
}
