import EventLog
import Testing
import TimeLimits

@Suite(.endsInTime) struct SignedNoteTests {
    private let vkey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
    private let note = """
        This is an example message.

        — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=

        """

    @Test func `the example of C2SP's signed-note holds`() throws {
        let key = try #require(VerifierKey(vkey))
        #expect(key.description == vkey)
        let read = try #require(SignedNote(note))
        #expect(read.text == "This is an example message.\n")
        #expect(read.signers(among: [key]) == [key])
        #expect(read.description == note)
    }

    /// golang.org/x/mod/sumdb/note, ExampleOpen.
    @Test func `the example of Go's sumdb/note holds`() throws {
        let key = try #require(
            VerifierKey("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"))
        let text = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

            """
        #expect(SignedNote(text)?.signers(among: [key]) == [key])
    }

    @Test func `a changed byte anywhere is refused`() throws {
        let key = try #require(VerifierKey(vkey))
        let bytes = Array(note.utf8)
        for index in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[index] ^= 1 << bit
                let read = SignedNote(String(decoding: changed, as: UTF8.self))
                #expect(read?.signers(among: [key]) ?? [] == [], "byte \(index), bit \(bit)")
            }
            #expect(
                SignedNote(String(decoding: bytes[..<index], as: UTF8.self))?.signers(among: [key]) ?? []
                    == [])
        }
    }

    @Test func `a changed byte of a verifier key makes it none, or another`() throws {
        let bytes = Array(vkey.utf8)
        for index in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[index] ^= 1 << bit
                #expect(
                    VerifierKey(String(decoding: changed, as: UTF8.self)) == nil, "byte \(index), bit \(bit)")
            }
        }
    }

    @Test
    func `signatures of keys that nobody asked about are passed over, and one of ours that is wrong is not`()
        throws
    {
        let (ours, theirs) = (
            try #require(SigningKey(name: "ours")), try #require(SigningKey(name: "theirs"))
        )
        let both = try SignedNote("text\n", by: [theirs, ours])
        #expect(both.signers(among: [ours.verifierKey]) == [ours.verifierKey])
        #expect(both.signers(among: [theirs.verifierKey, ours.verifierKey]).count == 2)
        // Theirs on another text, beside ours on this one.
        let wrong = both.description.replacing("text\n\n", with: "text\n\n").replacing(
            try SignedNote("text\n", by: [theirs]).description.dropFirst(6),
            with: try SignedNote("other\n", by: [theirs]).description.dropFirst(7))
        let read = try #require(SignedNote(wrong))
        #expect(read.signers(among: [ours.verifierKey]).count == 1)
        #expect(read.signers(among: [ours.verifierKey, theirs.verifierKey]) == [])
    }

    @Test(arguments: [
        "", "\n", "\n\n", "text\n", "text\n\n", "text\n\n— a b\n", "text\n\n— a QUJDREU\n",
        "text\n\n— a QUJDRA==\n",
        "text\n\n- a QUJDREU=\n", "text\n\n— a+b QUJDREU=\n", "text\n\n—  QUJDREU=\n", "text\n\n— a QUJDREU=",
        "text\n\n— a QUJDREU=\n\n", "te\rxt\n\n— a QUJDREU=\n", "te\u{1B}xt\n\n— a QUJDREU=\n",
    ])
    func `what is no signed note is none`(text: String) { #expect(SignedNote(text) == nil) }

    @Test(arguments: [
        "origin\n1\n", "origin\n1\n\(Self.root)", "origin\n01\n\(Self.root)\n", "origin\n-1\n\(Self.root)\n",
        "origin\n+1\n\(Self.root)\n", "origin\n9223372036854775808\n\(Self.root)\n", "\n1\n\(Self.root)\n",
        "origin\n1\nQUJD\n", "origin\n1\n\(Self.root)\n\nmore\n", "origin\none\n\(Self.root)\n",
    ])
    func `what is no checkpoint is none`(text: String) {
        #expect(Checkpoint("\(text)\n— a QUJDREU=\n") == nil)
    }

    @Test func `a log's checkpoint is signed with a key of its name, and with no other that one trusts`()
        throws
    {
        let (one, other) = (try #require(SigningKey(name: "one")), try #require(SigningKey(name: "other")))
        let keys = [one.verifierKey, other.verifierKey]
        func signers(_ key: SigningKey) throws -> [VerifierKey] {
            try Checkpoint(origin: "one", size: 0, root: TreeHash.empty, signedBy: [key]).signers(among: keys)
        }
        #expect(try signers(one) == [one.verifierKey])
        #expect(try signers(other) == [])
    }

    @Test func `a checkpoint may have more lines, which say nothing to us`() {
        let checkpoint = Checkpoint("origin\n1\n\(Self.root)\nmore\n\n— a QUJDREU=\n")
        #expect(checkpoint?.origin == "origin" && checkpoint?.size == 1)
    }

    private static let root = "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg="
}
