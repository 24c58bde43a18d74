import DisputeModel
import EventLog

extension Post {
    /// The error for a server whose events are not those that the copy read there. Writes what is known to a file of
    /// evidence: both roots, and the event from which they differ.
    func otherPast(_ casebook: Casebook, _ state: SharedLogState) throws -> SharedLogError {
        let shared = try shared()
        let (head, name) = try casebook.store.read { db in
            (try Log(db).head(), try Log(db).setting("name") ?? "")
        }
        func own(_ size: Int) throws -> TreeHash.Digest {
            try casebook.store.read { try Log($0).root(size: size) }
        }
        // The largest size up to which both have the same root.
        var (low, high) = (0, min(head.position, state.head.position))
        while low < high {
            let middle = high - (high - low) / 2
            if try shared.root(size: middle) == own(middle) { low = middle } else { high = middle - 1 }
        }
        let common = low
        let (ours, theirs) = try casebook.store.read { db in
            (try Log(db).text(at: common + 1), try? shared.texts(after: common, limit: 1).first)
        }
        let time = Instant(milliseconds: state.time)
        // The same conflict has the same name, however often it is met.
        let mark = (state.root ?? []).prefix(4).hexadecimal
        var lines = [
            "A server shows another past of the log \(name) than it showed before.", "",
            "server:            \(shared.place)", "log:               \(state.identity)",
            "role:              \(state.role)", "the server's time: \(time)",
            "events that the copy has read: \(head.position)",
            "events that the server has:    \(state.head.position)",
            "the same up to:                \(common)", "",
        ]
        for size in Set([common, min(head.position, state.head.position), head.position, state.head.position])
            .sorted()
        {
            if size <= head.position {
                lines.append("root of \(size) events, copy:   \(try own(size).hexadecimal)")
            }
            if let root = try shared.root(size: size) {
                lines.append("root of \(size) events, server: \(root.hexadecimal)")
            }
        }
        lines += ["", "#\(common + 1), copy:", ours ?? "none", "#\(common + 1), server:", theirs ?? "none"]
        let evidence = try keepEvidence(
            "conflict-after-\(common)-\(mark)", lines.joined(separator: "\n") + "\n")
        return .otherPast(
            common: common, copy: head.position, server: state.head.position, evidence: evidence)
    }
}
