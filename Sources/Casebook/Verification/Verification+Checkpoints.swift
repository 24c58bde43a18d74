import Answers
import DisputeModel
import EventLog
import SQLite

extension Verification {
    /// Check 2, for the settings. No checkpoint covers them, so they are only checked for values that can be set.
    func checkSettings(_ db: Database, _ report: inout VerificationReport) throws {
        let parties = try Casebook.parties(db)
        for (name, value) in try Log(db).settings().sorted(by: { $0.key < $1.key }) {
            let isSound =
                switch name {
                case "name", "vkey": true  // They are checked with the checkpoints.
                case "self": parties.find(value) != nil
                case "marking": Marking(rawValue: value) != nil
                default: CopySetting(rawValue: name) != nil && casebook.store.isCopy
                }
            if !isSound {
                report.findings.append(
                    Finding(
                        point: 2, position: nil, dispute: nil,
                        words: "the setting \(name) is not one that Chancery makes"))
            }
        }
    }

    /// Check 3.
    ///
    /// - Parameter roots: root hashes of the tree over the texts, by size.
    func checkCheckpoints(
        _ db: Database, _ kept: [Checkpoints.Kept], _ roots: [Int: TreeHash.Digest],
        _ report: inout VerificationReport
    ) throws {
        func find(_ position: Int?, _ words: String) {
            report.findings.append(Finding(point: 3, position: position, dispute: nil, words: words))
        }
        report.checkpoints = kept.count + externalCheckpoints.count
        let keys: LogKeys
        do {
            keys = try LogKeys(db)
        } catch LogError.damaged(_, let reason) {
            return find(nil, reason)
        }
        if !trusted.isEmpty, !trusted.contains(where: { $0.name == keys.name }) {
            find(nil, "the log is called \(keys.name), and none of the given keys is its key")
        }
        var claims: [Claim] = []
        for (index, row) in kept.enumerated() {
            let name = "checkpoint \(row.number)"
            if row.number != index + 1 {
                find(row.size, "\(name) follows checkpoint \(index): there is a gap")
            }
            guard let checkpoint = Checkpoint(row.text) else {
                find(row.size, "\(name) cannot be read"); continue
            }
            if checkpoint.size != row.size {
                find(row.size, "\(name) says that it covers \(checkpoint.size) events")
            }
            claims.append(Claim(name: name, checkpoint: checkpoint))
        }
        for externalCheckpoints in externalCheckpoints {
            claims.append(
                Claim(
                    name: "the checkpoint in \(externalCheckpoints.name)",
                    checkpoint: externalCheckpoints.checkpoint))
        }
        var chain = TrustChain(keys, trusted)
        // Checkpoints that no key signed which counts so far.
        var unsigned: [Claim] = []
        // Checkpoints of the same size stay in the order in which they were stored: the one that adds a key comes
        // before those signed only with the new key.
        let inOrder = claims.enumerated().sorted {
            ($0.element.checkpoint.size, $0.offset) < ($1.element.checkpoint.size, $1.offset)
        }
        for claim in inOrder.map(\.element) {
            let (name, checkpoint) = (claim.name, claim.checkpoint)
            let isSigned = chain.accepts(checkpoint)
            if checkpoint.origin != keys.name {
                find(checkpoint.size, "\(name) belongs to another log, \(checkpoint.origin)")
            } else if !isSigned {
                unsigned.append(claim)
            }
            if checkpoint.size > report.events {
                find(
                    checkpoint.size,
                    "\(name) covers \(checkpoint.size) events, but the log has \(report.events): it was cut")
            } else if roots[checkpoint.size] != checkpoint.root {
                find(
                    checkpoint.size,
                    "\(name) covers other events: one of #1 to #\(checkpoint.size) was changed, removed or inserted"
                )
            } else if isSigned {
                report.covered = max(report.covered, checkpoint.size)
                chain.follow(through: checkpoint.size)
            }
        }
        for claim in unsigned where !chain.vouchesFor(claim.checkpoint, covered: report.covered) {
            find(claim.checkpoint.size, "\(claim.name) is not signed with a valid key")
        }
        let losses = try AcknowledgedLosses(db)
        for lost in try LostCheckpoints(db).texts().compactMap({ Checkpoint($0) })
        where !losses.contains(lost) {
            find(
                lost.size,
                "a checkpoint of \(lost.size) events was signed over events that the shared log has lost, and nobody has acknowledged it"
            )
        }
        // If the caller gives a key, it must have been used.
        if !trusted.isEmpty, claims.isEmpty {
            find(nil, "there is no checkpoint that the given key could have signed")
        }
    }
}

/// A checkpoint that is compared with the log.
private struct Claim {
    let name: String
    let checkpoint: Checkpoint
}

/// The keys that count: the trusted keys, and each key that the log adds by an event that is covered by a checkpoint
/// signed with a key that counts.
private struct TrustChain {
    private var counting: [VerifierKey]
    private var waiting: [LogKeys.Added]
    private let added: [LogKeys.Added]

    /// If no keys are trusted from outside, the log's founding key is.
    init(_ keys: LogKeys, _ trusted: [VerifierKey]) {
        added = keys.added
        counting = trusted.isEmpty ? [keys.added[0].key] : trusted
        waiting = keys.added.filter { $0.position > 0 }
    }

    func accepts(_ checkpoint: Checkpoint) -> Bool { !checkpoint.signers(among: counting).isEmpty }

    /// Whether the checkpoint was signed with a key that has since been replaced by one that counts. The event that
    /// replaces it must be among the `covered` events, and the checkpoint must be older than that event.
    func vouchesFor(_ checkpoint: Checkpoint, covered: Int) -> Bool {
        let replaced = zip(added, added.dropFirst()).filter { _, next in next.position <= covered }
        guard let last = replaced.lastIndex(where: { counting.contains($0.1.key) }) else { return false }
        return replaced[...last].contains { former, next in
            checkpoint.size < next.position && !checkpoint.signers(among: [former.key]).isEmpty
        }
    }

    /// Adds the keys added by the first `size` events, which are covered by a checkpoint signed with a key that counts.
    mutating func follow(through size: Int) {
        counting += waiting.filter { $0.position <= size }.map(\.key)
        waiting.removeAll { $0.position <= size }
    }
}
