import EventLog

extension Door {
    /// What somebody says that a log has signed.
    static let checkpoint = Door(
        "checkpoint", longest: 1024, changes: 4000, words: ["\n\n\u{2014} ", "\n", "="]
    ) {
        bytes in
        guard let text = String(validating: bytes, as: UTF8.self), let checkpoint = Checkpoint(text) else {
            return
        }
        try expect(checkpoint.text.utf8.elementsEqual(text.utf8), "not written as it was read")
        try expect(checkpoint.size >= 0 && checkpoint.root.count == TreeHash.count, "no tree")
        if !checkpoint.signers(among: Strangers.keys).isEmpty {
            try expect(Strangers.signed.contains(checkpoint.note.text), "forged")
        }
    }

    /// What somebody gives for the log's verifier key.
    static let verifier = Door("verifier", longest: 256, changes: 2000, words: ["+", "="]) { bytes in
        guard let text = String(validating: bytes, as: UTF8.self), let key = VerifierKey(text) else { return }
        try expect(key.description.utf8.elementsEqual(text.utf8), "not written as it was read")
        try expect(!key.accepts([UInt8](repeating: 0, count: 64), of: ""), "a signature of nothing")
    }

    /// What somebody gives for a proof. Of the events and logs of `Strangers` nothing else can be proved.
    static let proof = Door(
        "proof", longest: 4096, changes: 4000,
        words: [
            "c2sp.org/tlog-proof@v1\n", "chancery/consistency-proof@v1\n", "extra ", "index ", "\n\n", "=",
        ]
    ) { bytes in
        guard let text = String(validating: bytes, as: UTF8.self), let proof = try? Proof(text) else {
            return
        }
        guard (try? proof.check(Strangers.keys)) != nil else { return }
        switch proof {
        case .inclusion(let proof):
            try expect(proof.text.utf8.elementsEqual(text.utf8), "not written as it was read")
            try expect(Strangers.events.dropFirst(proof.position - 1).first == proof.event, "forged")
        case .consistency(let proof):
            try expect(proof.text.utf8.elementsEqual(text.utf8), "not written as it was read")
            for checkpoint in [proof.earlier, proof.later] {
                try expect(Strangers.signed.contains(checkpoint.note.text), "forged")
            }
        }
    }
}

/// A log of five events that are none, and all that was ever signed of it: what is in `Fixtures/fuzz` was made of it.
private enum Strangers {
    static let events = (1...5).map { "{\"event\":\($0)}" }

    private static let secret = SigningKey(
        line: "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")
    static let keys = [secret].compactMap { $0?.verifierKey }

    /// What its checkpoints say, at every size.
    static let signed: [String] = (0...events.count).map { size in
        var range = CompactRange()
        for event in events.prefix(size) { range.append(TreeHash.leaf(event)) }
        return "PeterNeumann\n\(size)\n\(range.root.base64)\n"
    }
}
