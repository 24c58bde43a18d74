import SystemPackage
import Testing
import TimeLimits

@testable import EventLog

@Suite(.endsInTime) struct SignedRootsTests {
    @Test func `each root of each size is remembered, and once`() throws {
        let log = try ScratchLog(events: 1)
        let place = log.folder + "/signed"
        let roots = SignedRoots(at: FilePath(place))
        let key = try #require(SigningKey(name: "x"))
        let (one, other) = (TreeHash.leaf("one"), TreeHash.leaf("other"))
        func lines() throws -> [String] {
            String(decoding: try ScratchFile.bytes(place), as: UTF8.self).split(separator: "\n").map(
                String.init)
        }
        var expected: [String] = []
        for (size, root, isNew) in [
            (3, one, true), (3, one, false), (4, one, true), (4, other, true), (3, one, false),
            (4, other, false),
        ] {
            try roots.add(Checkpoint(origin: "x", size: size, root: root, signedBy: [key]))
            if isNew { expected.append("\(size) \(root.base64)") }
            #expect(try lines() == expected)
        }
        #expect(try roots.greatest()?.size == 4 && roots.greatest(upTo: 3)?.root == one)
        #expect(try roots.greatest(upTo: 2) == nil)
    }
}
