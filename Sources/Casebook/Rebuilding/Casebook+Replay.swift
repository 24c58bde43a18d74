import DisputeModel
import EventLog
import Projections

extension Casebook {
    /// Rebuilds the projections from the log: all of them, or those of one dispute's family. Throws
    /// `QueryError.noDispute` if the log has no dispute of that name.
    ///
    /// - Parameters:
    ///   - dispute: a dispute whose family is rebuilt; nil for all families.
    ///   - isDryRun: whether to write nothing and only report what would differ.
    ///   - progress: called repeatedly with the number of events done so far and the total.
    package func replay(
        dispute: String? = nil, isDryRun: Bool = false,
        progress: @escaping (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) throws -> Replay.Report {
        let replay = Replay(store, faults, progress: progress)
        let family = dispute.map(DisputeID.family(of:))
        let report: Replay.Report? =
            if isDryRun {
                try replay.dryRun(family: family)
            } else if let family {
                try log.rebuild(family: family, progress: progress)
            } else {
                try replay.run()
            }
        if let report { return report }
        throw Self.noDispute(
            dispute ?? "", among: try store.read { try Rebuild.families($0).families.keys.sorted() })
    }
}
