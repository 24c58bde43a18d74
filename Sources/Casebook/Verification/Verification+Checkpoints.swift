import Answers
import DisputeModel
import EventLog
import SQLite

extension Verification {
    /// What has been set of the log: it is not in the tree, but must be of a kind that can have been set.
    func checkSettings(_ db: Database, _ report: inout VerificationReport) throws {
        let parties = try Casebook.parties(db)
        for (name, value) in try Log(db).settings().sorted(by: { $0.key < $1.key }) {
            let isSound =
                switch name {
                case "name", "vkey": true  // They are checked with the checkpoints.
                case "self": parties.find(value) != nil
                case "marking": Marking(rawValue: value) != nil
                default: false
                }
            if !isSound {
                report.findings.append(
                    Finding(
                        point: 2, position: nil, dispute: nil,
                        words: "the setting \(name) is none that Chancery makes"))
            }
        }
    }

    /// Point 3. `roots` are those of the tree over the texts, by its size.
    func checkCheckpoints(
        _ db: Database, _ kept: [Checkpoints.Kept], _ roots: [Int: TreeHash.Digest],
        _ report: inout VerificationReport
    ) throws {
        func find(_ position: Int?, _ words: String) {
            report.findings.append(Finding(point: 3, position: position, dispute: nil, words: words))
        }
        report.checkpoints = kept.count + brought.count
        let keys: LogKeys
        do {
            keys = try LogKeys(db)
        } catch LogError.damaged(_, let reason) {
            return find(nil, reason)
        }
        if !trusted.isEmpty, !trusted.contains(where: { $0.name == keys.name }) {
            find(nil, "the log is called \(keys.name), and no key that was given is its")
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
                find(row.size, "\(name) is of \(checkpoint.size) events, as it says")
            }
            claims.append(Claim(name: name, checkpoint: checkpoint))
        }
        for brought in brought {
            claims.append(Claim(name: "the checkpoint in \(brought.name)", checkpoint: brought.checkpoint))
        }
        var chain = TrustChain(keys, trusted)
        // Those that no key has signed which counts so far.
        var unsigned: [Claim] = []
        // One that adds a key comes before those of the same size that only the new key has signed: they are kept in order.
        let inOrder = claims.enumerated().sorted {
            ($0.element.checkpoint.size, $0.offset) < ($1.element.checkpoint.size, $1.offset)
        }
        for claim in inOrder.map(\.element) {
            let (name, checkpoint) = (claim.name, claim.checkpoint)
            let isSigned = chain.accepts(checkpoint)
            if checkpoint.origin != keys.name {
                find(checkpoint.size, "\(name) is of another log, \(checkpoint.origin)")
            } else if !isSigned {
                unsigned.append(claim)
            }
            if checkpoint.size > report.events {
                find(
                    checkpoint.size,
                    "\(name) is of \(checkpoint.size) events, and the log has \(report.events): it was cut")
            } else if roots[checkpoint.size] != checkpoint.root {
                find(
                    checkpoint.size,
                    "\(name) is of other events: one of #1 to #\(checkpoint.size) was changed, removed or put in"
                )
            } else if isSigned {
                report.covered = max(report.covered, checkpoint.size)
                chain.follow(through: checkpoint.size)
            }
        }
        for claim in unsigned where !chain.vouchesFor(claim.checkpoint, covered: report.covered) {
            find(claim.checkpoint.size, "\(claim.name) is signed with no key that counts")
        }
        // Whoever gives a key wants to hear that it was used.
        if !trusted.isEmpty, claims.isEmpty {
            find(nil, "there is no checkpoint that the key which was given could have signed")
        }
    }
}

/// A checkpoint that is held against the log.
private struct Claim {
    let name: String
    let checkpoint: Checkpoint
}

/// Which keys count: those that are trusted from the start, and each that the log adds by an event over which a checkpoint
/// was signed with a key that counts.
private struct TrustChain {
    private var counting: [VerifierKey]
    private var waiting: [LogKeys.Added]
    private let added: [LogKeys.Added]

    /// Where none are trusted from outside, the one that the log was founded with is.
    init(_ keys: LogKeys, _ trusted: [VerifierKey]) {
        added = keys.added
        counting = trusted.isEmpty ? [keys.added[0].key] : trusted
        waiting = keys.added.filter { $0.position > 0 }
    }

    func accepts(_ checkpoint: Checkpoint) -> Bool { !checkpoint.signers(among: counting).isEmpty }

    /// Whether a key signed it that one which counts has replaced since: by an event over which a key that counts has signed.
    /// It counts for what was signed before that event.
    func vouchesFor(_ checkpoint: Checkpoint, covered: Int) -> Bool {
        let replaced = zip(added, added.dropFirst()).filter { _, next in next.position <= covered }
        guard let last = replaced.lastIndex(where: { counting.contains($0.1.key) }) else { return false }
        return replaced[...last].contains { former, next in
            checkpoint.size < next.position && !checkpoint.signers(among: [former.key]).isEmpty
        }
    }

    /// The keys count that were added by one of so many events, over which a key that counts has signed.
    mutating func follow(through size: Int) {
        counting += waiting.filter { $0.position <= size }.map(\.key)
        waiting.removeAll { $0.position <= size }
    }
}
