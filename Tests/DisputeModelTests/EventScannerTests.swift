import CanonicalJSON
import Seeds
import Testing

@testable import DisputeModel

/// The scanner of many events takes from most texts only what a fold asks for. What it takes must be what stands there.
@Suite struct EventScannerTests {
    private static let whole: JSON = [
        "id": "017d512c-5680-7001-8000-000000000002", "recordedAt": "2021-11-24T09:00:00.000Z",
        "recordedBy": "amalie", "dispute": "amber/claims", "kind": "demarche",
        "occurred": "2021-11-08/2021-11-10", "actors": ["RUS", "UN:OHCHR"], "addressees": ["?:migrants"],
        "inResponseTo": ["017d512c-5680-7001-8000-000000000001"],
        "about": ["017d512c-5680-7001-8000-000000000001"], "key": "icews:1", "standing": "claimed",
        "reportedBy": ["party": "BLR", "name": "A"], "condition": "if so", "expectsReply": true,
        "due": ["about": "2021-12-01", "note": "ours"],
        "details": ["force": "use", "scope": "full", "like": "note"], "summary": "“Ü”\n",
        "tags": ["unfriendly-act"], "marking": "restricted", "headline": "A note", "form": "note verbale",
        "quote": ["text": "no"], "sources": [["citation": "c", "published": "2021"]],
        "references": [["number": "1/2021", "of": "AUT"]], "speaker": ["name": "A"],
    ]

    /// What may stand anywhere, fitting or not.
    private static let values: [JSON] = [
        "", "\"", "x", "é\u{7}", "2021-11", "2021-11~", "2021-13-01", "../2021-11-10", "protest",
        "correction", "agreement",
        "x-mfa-step", "dispute-opened", "acceptance", "alleged", "hedged", "amber", "RUS", "RUS:", "?", .null,
        true, false, 0,
        -1, [], [""], ["RUS", 1], ["RUS", "nobody at all"], [["RUS"]],
        ["017d512c-5680-7001-8000-000000000001"],
        ["017d512c-5680-7001-8000-000000000001", "017d512c-5680-7001-8000-000000000003"],
        ["017d512c-5680-7001-8000-00000000000G"], ["017D512C-5680-7001-8000-000000000001"],
        ["017d512c-5680-7001-8000-000000000001", "x"], [], ["on": "2021-12-01"], ["about": "2021-12-01"],
        ["on": 1],
        ["party": "AUT"], ["party": "not a party"], ["like": "protest"], ["force": "war", "scope": 1],
        ["text": ""], [["citation": "c", "published": "2021-13"]], [["number": "2", "of": "QQQ"]],
        "two\nlines",
        ["name": "A", "role": 1],
        ["fields": ["kind": "note"]], "017d512c-5680-7001-8000-00000000000a", "2021-11-24T24:00:00.000Z",
        "0000-00-00T00:00:00.000Z", "9999-12-31T23:59:59.999Z",
    ]

    @Test func `an event read where it stands is the event read as a whole`() throws {
        let seed = UInt64.random(in: .min ... .max)
        var generator = Steps(state: seed)
        var readInPlace = 0
        for position in 1...(isLongRun ? 400_000 : 8_000) {
            let bytes = Self.text(&generator)
            var scanner = EventScanner()
            let digest = scanner.scan(bytes.span, at: position)
            let text = String(decoding: bytes, as: UTF8.self)
            let json = try? JSON.parse(text)
            if scanner.whole == nil { readInPlace += 1 }
            let whole = Event(json?.object ?? JSONObject())
            var symbols = Symbols()
            let expected = symbols.digest(whole, at: position)
            #expect(
                Self.words(digest, scanner.symbols) == Self.words(expected, symbols), "seed \(seed): \(text)")
            #expect(
                "\(scanner.id as Any) \(scanner.recordedAt as Any) \(scanner.key as Any) \(scanner.about)"
                    == "\(EventID(whole.id) as Any) \(whole.recordedAt as Any) \(whole.key as Any) \(whole.about.compactMap { EventID($0) })",
                "seed \(seed): \(text)")
            #expect(!scanner.isCanonical || json?.isWritten(text) == true, "seed \(seed): \(text)")
        }
        #expect((1_000..<7_000 * (isLongRun ? 50 : 1)).contains(readInPlace))
    }

    @Test func `an act that is taken for well-formed has the form that is asked of it`() throws {
        let seed = UInt64.random(in: .min ... .max)
        var generator = Steps(state: seed)
        let form = EventForm(parties: PartyRegister())
        let reader = EventReader()
        var known = WellFormedValues()
        var wellFormed = 0
        for position in 1...(isLongRun ? 400_000 : 8_000) {
            let bytes = Self.text(&generator)
            let isWellFormed = bytes.withUnsafeBufferPointer { text in
                _ = reader.read(text, at: position)
                return reader.isWellFormedAct(text, form, &known)
            }
            guard isWellFormed else { continue }
            wellFormed += 1
            let text = String(decoding: bytes, as: UTF8.self)
            let event = try #require(Event(text: text))
            #expect(throws: Never.self, "seed \(seed): \(text)") { try form.check(event) }
        }
        #expect(wellFormed > 100, "seed \(seed)")
    }

    @Test func `however many values have been seen, each is judged for itself`() {
        let form = EventForm(parties: PartyRegister())
        let reader = EventReader()
        var known = WellFormedValues()
        func isWellFormed(_ occurred: String, _ position: Int) -> Bool {
            var text =
                #"{"actors":["RUS"],"dispute":"d","id":"017d512c-5680-7001-8000-000000000002","kind":"note","occurred":"\#(occurred)","recordedAt":"2021-11-24T09:00:00.000Z","recordedBy":"a","summary":"s"}"#
            return text.withUTF8 { bytes in
                _ = reader.read(bytes, at: position)
                return reader.isWellFormedAct(bytes, form, &known)
            }
        }
        // More than are kept, twice over.
        for number in 1...20_000 {
            let day = Day(number: number).description
            #expect(isWellFormed(day, number), "\(day)")
            if number % 1000 == 0 { #expect(!isWellFormed("\(day)T", number), "\(day)") }
        }
    }

    @Test func `an event has the effects of its kind, and none of a kind that is not known`() {
        for kind in Vocabulary.kinds.map(\.name) + ["x-mfa-step", ""] {
            var scanner = EventScanner()
            let event = scanner.scan(
                #"{"dispute":"d","id":"017d512c-5680-7001-8000-000000000002","kind":"\#(kind)","recordedAt":"2021-11-24T09:00:00.000Z"}"#,
                at: 1)
            let effects = Vocabulary.kind(kind)?.effects ?? .none
            #expect(event.effects.words == effects.words, "\(kind)")
            #expect(event.isRecord == effects.isRecord, "\(kind)")
        }
    }

    @Test(arguments: [#"{"on":"2021-13-01"}"#, #"{"on":1}"#, "1", "[]", "null"])
    func `what is no date asks for no answer, and is no date to keep`(due: String) {
        let text =
            #"{"dispute":"d","due":\#(due),"id":"017d512c-5680-7001-8000-000000000002","kind":"note","recordedAt":"2021-11-24T09:00:00.000Z"}"#
        var scanner = EventScanner()
        let event = scanner.scan(text, at: 1)
        #expect(!event.opensObligation && !event.namesDate)
        let dated = scanner.scan(
            text.replacing(#""due":\#(due)"#, with: #""due":{"on":"2021-12-01"}"#), at: 2)
        #expect(dated.opensObligation)
    }

    /// All that a digest says, with the words for its numbers.
    private static func words(_ event: EventDigest, _ symbols: Symbols) -> String {
        """
        \(event.id) \(event.order) \(symbols.dispute(event.dispute)) \(symbols.kindName(of: event)) \(event.kind?.name ?? "") \
        \(event.standing) \(event.outcome) \(symbols.parties(event.actors)) \(symbols.parties(event.addressees)) \
        \(symbols.due(event.due) as Any) \(symbols.reporter(of: event) as Any) \(Array(symbols.replies(of: event))) \
        \(symbols.target(of: event) as Any) \(symbols.origin(of: event) as Any) \(event.isConditional) \
        \(event.expectsReply as Any) \(event.latestDay as Any) \(event.hasBeginning)
        """
    }

    /// An event with some members less or other than they should be, and now and then a byte.
    private static func text(_ generator: inout Steps) -> [UInt8] {
        var fields = whole.object ?? JSONObject()
        let keys = fields.keys + ["target", "zz", "kinds", "", "di", "Kind"]
        for _ in 0..<Int.random(in: 0...3, using: &generator) {
            let key = keys.randomElement(using: &generator) ?? ""
            fields[key] =
                Int.random(in: 0...3, using: &generator) == 0 ? nil : values.randomElement(using: &generator)
        }
        var bytes = Array(JSON.object(fields).canonical.utf8)
        guard Int.random(in: 0...3, using: &generator) == 0 else { return bytes }
        for _ in 0...Int.random(in: 0...2, using: &generator) {
            let index = Int.random(in: bytes.indices, using: &generator)
            let byte =
                Array("\"\\{}[],:0019-truefalsnabcdekx \u{0}\u{8}é".utf8).randomElement(using: &generator)
                ?? 0
            switch Int.random(in: 0...2, using: &generator) {
            case 0: bytes[index] = byte
            case 1: bytes.insert(byte, at: index)
            default: bytes.remove(at: index)
            }
        }
        return bytes
    }

    /// Knuth's numbers for a linear generator: the same seed, the same texts.
    private struct Steps: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state ^ state >> 33) &* 0xFF51_AFD7_ED55_8CCD
        }
    }
}
