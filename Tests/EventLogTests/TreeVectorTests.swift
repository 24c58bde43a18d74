import EventLog
import Foundation
import Testing
import TimeLimits

/// What the field publishes for trees of RFC 6962 and RFC 9162.
@Suite(.endsInTime) struct TreeVectorTests {
    private struct Inclusion: Decodable {
        let name: String
        let leafIdx: UInt64
        let treeSize: UInt64
        let root: Data?
        let leafHash: Data?
        let proof: [Data]
        let wantErr: Bool
    }

    private struct Consistency: Decodable {
        let name: String
        let size1: UInt64
        let size2: UInt64
        let root1: Data?
        let root2: Data?
        let proof: [Data]
        let wantErr: Bool
    }

    private static func vectors<Vector: Decodable>(_ name: String) throws -> [Vector] {
        let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try Data(contentsOf: project.appendingPathComponent("Fixtures/tree/\(name).jsonl"))
        return try text.split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(Vector.self, from: $0)
        }
    }

    @Test func `transparency-dev's proofs of inclusion are taken and refused as they say`() throws {
        let vectors: [Inclusion] = try Self.vectors("inclusion")
        try #require(vectors.count == 98)
        for vector in vectors {
            let (index, size) = (Int(exactly: vector.leafIdx), Int(exactly: vector.treeSize))
            let holds = TreeProof.holds(
                leaf: Array(vector.leafHash ?? Data()), at: index ?? -1, size: size ?? 0,
                path: vector.proof.map { Array($0) }, root: Array(vector.root ?? Data()))
            #expect(holds != vector.wantErr, "\(vector.name)")
        }
    }

    @Test func `transparency-dev's proofs of consistency are taken and refused as they say`() throws {
        let vectors: [Consistency] = try Self.vectors("consistency")
        try #require(vectors.count == 98)
        for vector in vectors {
            let (first, second) = (Int(exactly: vector.size1), Int(exactly: vector.size2))
            let holds = TreeProof.holds(
                from: first ?? -1, Array(vector.root1 ?? Data()), to: second ?? 0,
                Array(vector.root2 ?? Data()), path: vector.proof.map { Array($0) })
            #expect(holds != vector.wantErr, "\(vector.name)")
        }
    }

    @Test func `the tree over the eight inputs of Certificate Transparency's tests has their roots`() {
        // None of the inputs but the first is text, so leaves are their published hashes (merkle/testonly/constants.go).
        let leaves = [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7",
            "07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658",
            "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
            "46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1",
        ]
        let roots = [
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ]
        var range = CompactRange()
        for (size, root) in roots.enumerated() {
            #expect(range.root.hexadecimal == root, "size \(size)")
            if size < leaves.count { range.append(Self.bytes(leaves[size])) }
        }
        #expect(TreeHash.leaf("").hexadecimal == leaves[0])
    }

    /// The tree over d0 … d6 is drawn there; a run of leaves has the letter of its node.
    @Test func `the paths are those of RFC 9162's example, section 2.1.5`() {
        let nodes: [Range<Int>: String] = [
            0..<1: "a", 1..<2: "b", 2..<3: "c", 3..<4: "d", 4..<5: "e", 5..<6: "f", 6..<7: "j", 0..<2: "g",
            2..<4: "h", 4..<6: "i", 0..<4: "k", 4..<7: "l",
        ]
        func letters(_ make: ((Range<Int>) -> TreeHash.Digest) -> [TreeHash.Digest]) -> String {
            String(decoding: make { Array((nodes[$0] ?? "?").utf8) }.joined(), as: UTF8.self)
        }
        #expect(letters { TreeProof.inclusion(of: 0, size: 7, root: $0) } == "bhl")
        #expect(letters { TreeProof.inclusion(of: 3, size: 7, root: $0) } == "cgl")
        #expect(letters { TreeProof.inclusion(of: 4, size: 7, root: $0) } == "fjk")
        #expect(letters { TreeProof.inclusion(of: 6, size: 7, root: $0) } == "ik")
        #expect(letters { TreeProof.consistency(from: 3, to: 7, root: $0) } == "cdgl")
        #expect(letters { TreeProof.consistency(from: 4, to: 7, root: $0) } == "l")
        #expect(letters { TreeProof.consistency(from: 6, to: 7, root: $0) } == "ijk")
    }

    private static func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = Array(hexadecimal)
        return stride(from: 0, to: digits.count, by: 2).map {
            UInt8(String(digits[$0...$0 + 1]), radix: 16) ?? 0
        }
    }
}
