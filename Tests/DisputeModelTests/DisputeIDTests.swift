import DisputeModel
import Testing

@Suite struct DisputeIDTests {
    @Test(arguments: [
        ("d/x", "d", true), ("d/x/y", "d", true), ("d", "d", false), ("da/x", "d", false),
        ("d", "d/x", false),
        // No version records such a name; a log that somebody has made may have it.
        ("d/\u{301}x", "d", true), ("d\u{301}/x", "d", false),
    ])
    func `a part begins with the whole and a slash, byte for byte`(name: String, whole: String, isPart: Bool)
    {
        #expect(DisputeID.isPart(name, of: whole) == isPart)
    }

    @Test func `an accent behind the slash hides no family and no parent`() {
        #expect(DisputeID.family(of: "d/\u{301}x") == "d")
        #expect(DisputeID.mayRefer("d/\u{301}x", to: "d"))
        #expect(!DisputeID.mayRefer("d/x/\u{301}y", to: "d"))
    }
}
