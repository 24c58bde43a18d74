import Testing

extension Desk {
    /// A desk with the fixture's log, under a name, and its verifier key.
    static func ofVienna() throws -> (Desk, key: String) {
        let desk = try Desk()
        let said = desk.run("restore", Desk.seed, "--name", "vienna.mfa.example")
        try #require(said.code == 0, "\(said.err)")
        return (desk, try #require(desk.run("checkpoint", "--key").lines.first))
    }

    /// Files one more event.
    func note(_ summary: String = "More.") {
        let said = run(
            "record", "note", "rus-un-donation", "--by", "RUS", "--on", "2021-11-18", "--summary", summary)
        #expect(said.code == 0, "\(said.err)")
    }
}
