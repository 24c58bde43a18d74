import Casebook
import DisputeModel
import EventLog
import Rendering

extension CommandContext {
    /// Says on standard error as of when a post's copy is, if the shared log was last reached more than ten minutes ago.
    func noteAge(of casebook: Casebook) throws {
        guard let reached = try casebook.copySettings()?.reached.map({ Instant(milliseconds: $0) }),
            now().milliseconds - reached.milliseconds > 600_000
        else { return }
        printError("chancery: As of \(Self.minute(reached)), when the shared log was last reached.")
    }

    /// Says how many events are in a post's outbox, if any are.
    func printOutbox(of casebook: Casebook) throws {
        let entries = try casebook.outbox()
        guard !entries.isEmpty else { return }
        let refused = entries.count { $0.state == .refused }
        let words = refused == 0 ? "" : ", \(refused) of them refused"
        print("")
        print(
            "OUTBOX  \(Phrases.count(entries.count, "event")) recorded and not filed yet\(words): `chancery outbox`"
        )
    }
}
