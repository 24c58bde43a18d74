import DisputeModel
import EventLog
import SQLite

extension Post {
    /// Brings the checkpoints that other posts have signed into the copy, and sends those that the server lacks. The copy
    /// is at the shared log's head.
    ///
    /// A checkpoint with a valid signature over events that the log does not have stays with the lost ones: `verify`
    /// reports it. One without a valid signature is passed over, since anybody who may file can send it.
    func exchangeCheckpoints(_ casebook: Casebook, mayAppend: Bool) throws {
        let shared = try shared()
        let (read, sent, own) = try casebook.store.read { db in
            (
                try Log(db).number(.checkpointsRead), try Log(db).number(.checkpointsSent),
                try Checkpoints(db).all()
            )
        }
        let unsent = mayAppend ? own.filter { $0.number > sent } : []
        for kept in unsent { if let checkpoint = Checkpoint(kept.text) { try shared.add(checkpoint) } }
        let texts = try shared.checkpoints(after: read)
        guard !texts.isEmpty || !unsent.isEmpty else { return }
        try casebook.store.write { db in
            let (log, checkpoints) = (Log(db), Checkpoints(db))
            let keys = try LogKeys(db)
            var known = Set(try checkpoints.all().map(\.text))
            for text in texts where known.insert(text).inserted {
                guard let checkpoint = Checkpoint(text), checkpoint.origin == keys.name,
                    !checkpoint.signers(among: keys.all).isEmpty
                else { continue }
                guard try checkpoint.size <= log.head().position,
                    try log.root(size: checkpoint.size) == checkpoint.root
                else {
                    try LostCheckpoints(db).add(text)
                    continue
                }
                // The copy's own table holds them in the order of their sizes.
                if try checkpoint.size >= checkpoints.last()?.size ?? 0 { try checkpoints.keep(checkpoint) }
            }
            try log.set(CopySetting.checkpointsRead.rawValue, "\(read + texts.count)")
            try log.set(CopySetting.checkpointsSent.rawValue, "\(checkpoints.last()?.number ?? 0)")
        }
    }
}

extension Log {
    fileprivate func number(_ name: CopySetting) throws -> Int { try setting(name).flatMap { Int($0) } ?? 0 }
}
