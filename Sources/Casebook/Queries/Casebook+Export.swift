import DisputeModel
import EventLog

extension Casebook {
    /// Gives the canonical texts in order, one at a time, from one moment of the log: all of them, or those of the disputes
    /// that are named and of their sub-disputes.
    package func export(_ disputes: [String] = [], _ body: (String) throws -> Void) throws {
        let known = disputes.isEmpty ? [] : Set(try self.disputes())
        for name in disputes where !known.contains(name) { throw try noDispute(name) }
        try store.read { db in
            try Log(db).forEach { _, stream, text in
                if disputes.isEmpty
                    || disputes.contains(where: { stream == $0 || stream.hasPrefix("\($0)/") })
                {
                    try body(text)
                }
                return true
            }
        }
    }
}
