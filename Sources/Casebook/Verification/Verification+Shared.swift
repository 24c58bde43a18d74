import Answers
import DisputeModel
import EventLog
import SQLite

extension Verification {
    /// Check 7: every event of a copy is the one that the shared log has. The server computes the leaf hashes anew from
    /// its texts; those of the copy have been compared with its own texts.
    func compare(with shared: any SharedLog, _ report: inout VerificationReport) throws {
        func find(_ position: Int, _ dispute: String?, _ words: String) {
            report.findings.append(Finding(point: 7, position: position, dispute: dispute, words: words))
        }
        let last = try casebook.store.read { try Log($0).head().position }
        var position = 0
        while position < last {
            let theirs = try shared.leaves(after: position, limit: min(Self.leavesAtOnce, last - position))
            guard !theirs.isEmpty else {
                find(position + 1, nil, "the shared log lacks it, and all after it")
                break
            }
            try casebook.store.read { db in
                let log = Log(db)
                for leaf in theirs {
                    position += 1
                    let ours = try log.withText(at: position) { TreeHash.leaf($0) }
                    guard ours != leaf else { continue }
                    find(position, try log.stream(at: position), "the shared log has another event there")
                }
            }
            progress("events of the shared log", position, last)
        }
        report.shared = position
    }

    private static let leavesAtOnce = 10_000
}
