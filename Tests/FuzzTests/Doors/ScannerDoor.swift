import CanonicalJSON
import DisputeModel

extension Door {
    /// An event's text: what the scanner reads where it stands is what a reader of the whole takes from it, and what it takes for
    /// canonical is.
    static let scanner = Door(
        "scanner", longest: 4096, changes: 4000,
        words: [
            #""claimed""#, #""x-mfa-step""#, #""details":{"like":"note"}"#, #""expectsReply":false"#,
            #""2021-11~""#, #""../2021-11-10""#, #""due":{"on":"2021-12-01"}"#, #"\u001f"#, "?:", "null",
        ]
    ) { bytes in
        var scanner = EventScanner()
        let event = scanner.scan(bytes.span, at: 1)
        let text = String(decoding: bytes, as: UTF8.self)
        let json = try? JSON.parse(text)
        let whole = Event(json?.object ?? JSONObject())
        var symbols = Symbols()
        let expected = symbols.digest(whole, at: 1)
        let (found, should) = (words(event, scanner.symbols), words(expected, symbols))
        try expect(found == should, "\(found) where it should be \(should)")
        try expect(scanner.id == EventID(whole.id), "another id")
        try expect(scanner.recordedAt == whole.recordedAt, "another time")
        try expect(scanner.key.map { Array($0.utf8) } == whole.key.map { Array($0.utf8) }, "another key")
        try expect(scanner.about == whole.about.compactMap { EventID($0) }, "other events that it is about")
        try expect(!scanner.isCanonical || json?.isWritten(text) == true, "taken for canonical")
        // A second reading of the same text gives the same numbers.
        let again = scanner.scan(bytes.span, at: 1)
        try expect(words(again, scanner.symbols) == found, "another digest the second time")
    }

    /// All that a digest says, with the words for its numbers.
    private static func words(_ event: EventDigest, _ symbols: Symbols) -> [String] {
        [
            "\(event.id) \(event.order) \(event.kind?.name ?? "") \(event.standing) \(event.outcome)",
            symbols.dispute(event.dispute), symbols.kindName(of: event),
            "\(symbols.parties(event.actors)) \(symbols.parties(event.addressees))",
            "\(symbols.due(event.due) as Any) \(symbols.reporter(of: event) as Any)",
            "\(Array(symbols.replies(of: event))) \(symbols.target(of: event) as Any)",
            "\(symbols.origin(of: event) as Any) \(event.isConditional) \(event.expectsReply as Any)",
            "\(event.latestDay as Any) \(event.hasBeginning)",
        ]
    }
}
