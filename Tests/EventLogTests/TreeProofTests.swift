import EventLog
import SQLite
import SystemPackage
import Testing
import TimeLimits

@Suite(.endsInTime) struct TreeProofTests {
    @Test func `every leaf of every small tree is proved, and nothing else is`() throws {
        let log = try ScratchLog(events: 40)
        try log.store.read { db in
            let log = Log(db)
            for size in 1...40 {
                let root = try log.root(size: size)
                for index in 0..<size {
                    let leaf = TreeHash.leaf(ScratchLog.text(index + 1))
                    let path = try TreeProof.inclusion(of: index, size: size, root: log.root)
                    #expect(TreeProof.holds(leaf: leaf, at: index, size: size, path: path, root: root))
                    // Another place, another leaf, a path that is cut, longer, or turned round.
                    for other in 0..<size where other != index {
                        #expect(!TreeProof.holds(leaf: leaf, at: other, size: size, path: path, root: root))
                    }
                    #expect(
                        !TreeProof.holds(leaf: root, at: index, size: size, path: path, root: root)
                            || size == 1)
                    #expect(
                        !TreeProof.holds(leaf: leaf, at: index, size: size, path: path + [leaf], root: root))
                    if !path.isEmpty {
                        #expect(
                            !TreeProof.holds(
                                leaf: leaf, at: index, size: size, path: path.dropLast(), root: root))
                    }
                }
            }
        }
    }

    @Test func `every small tree is proved to continue every smaller one, and no other`() throws {
        let log = try ScratchLog(events: 40)
        try log.store.read { db in
            let log = Log(db)
            for second in 1...40 {
                for first in 1...second {
                    let (old, new) = (try log.root(size: first), try log.root(size: second))
                    let path = try TreeProof.consistency(from: first, to: second, root: log.root)
                    #expect(TreeProof.holds(from: first, old, to: second, new, path: path))
                    guard first < second else { continue }
                    #expect(!TreeProof.holds(from: first, new, to: second, old, path: path))
                    #expect(!TreeProof.holds(from: first, TreeHash.leaf("x"), to: second, new, path: path))
                    #expect(!TreeProof.holds(from: first, old, to: second, new, path: path + [old]))
                    for index in path.indices {
                        var changed = path
                        changed[index][0] ^= 1
                        #expect(!TreeProof.holds(from: first, old, to: second, new, path: changed))
                    }
                }
            }
        }
    }

    @Test(arguments: [nil, "DROP TABLE tile", "DELETE FROM tile WHERE number = 1"])
    func `proofs are the same over tiles, and without them`(damage: String?) throws {
        let log = try ScratchLog(events: 600)
        try log.store.write { db in if let damage { try db.execute(damage) } }
        try log.store.read { db in
            let log = Log(db)
            let root = try log.root(size: 600)
            for index in [0, 1, 255, 256, 257, 511, 512, 599] {
                #expect(
                    TreeProof.holds(
                        leaf: TreeHash.leaf(ScratchLog.text(index + 1)), at: index, size: 600,
                        path: try TreeProof.inclusion(of: index, size: 600, root: log.root), root: root))
            }
            for first in [1, 2, 255, 256, 257, 511, 512, 513, 599] {
                #expect(
                    TreeProof.holds(
                        from: first, try log.root(size: first), to: 600, root,
                        path: try TreeProof.consistency(from: first, to: 600, root: log.root)))
            }
        }
    }

    @Test func `hashes of other lengths are none, though two of them may make the same node`() throws {
        let log = try ScratchLog(events: 257)
        let key = try #require(SigningKey(name: "x"))
        func sign() throws -> Checkpoint {
            let memory = SignedRoots(at: FilePath(log.folder + "/signed"))
            return try log.store.write {
                try Checkpoints($0).sign(origin: "x", with: [key], memory: memory, look: { _, _ in })
            }
        }
        _ = try sign()
        // The tile's hash takes the first byte of the leaf's behind it: together they make the root that was signed.
        try log.store.write { db in
            try db.execute(
                """
                DROP TRIGGER event_is_never_changed;
                UPDATE tile SET hash = CAST(tile.hash || substr(event.hash, 1, 1) AS BLOB)
                FROM event WHERE position = 257;
                UPDATE event SET hash = CAST(substr(hash, 2) AS BLOB) WHERE position = 257;
                """)
        }
        try log.append(258, at: 258)
        #expect(throws: LogError.self) { try sign() }
        #expect(throws: LogError.self) { try log.store.read { try Log($0).root(size: 257) } }
    }

    @Test func `what cannot be a tree is refused without a trap`() {
        let leaf = TreeHash.leaf("x")
        for (index, size) in [(-1, 1), (1, 1), (0, 0), (0, -1), (Int.max, Int.max), (Int.min, Int.max)] {
            #expect(!TreeProof.holds(leaf: leaf, at: index, size: size, path: [], root: leaf))
        }
        for (first, second) in [(-1, 1), (2, 1), (Int.min, 0), (1, Int.max), (Int.max, Int.max - 1)] {
            #expect(!TreeProof.holds(from: first, leaf, to: second, leaf, path: []))
        }
        #expect(!TreeProof.holds(leaf: [1, 2], at: 0, size: 1, path: [], root: [1, 2]))
    }
}
