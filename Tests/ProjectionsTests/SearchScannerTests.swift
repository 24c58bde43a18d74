import CanonicalJSON
import DisputeModel
import Foundation
@testable import Projections
import Seeds
import Testing
import TimeLimits

@testable import Oracle

/// Rows of the search index are made of a text where it stands. They must be those of the event read as a whole.
@Suite(.endsInTime) struct SearchScannerTests {
    private static let whole: JSON = [
        "id": "017d512c-5680-7001-8000-000000000002", "recordedAt": "2021-11-24T09:00:00.000Z",
        "recordedBy": "amalie", "dispute": "amber/claims", "kind": "demarche",
        "actors": ["RUS", "UN:OHCHR"], "addressees": ["?:migrants", "AUT"], "standing": "claimed",
        "reportedBy": ["party": "BLR", "name": "A. Reporter"], "details": ["force": "use", "scope": "full"],
        "summary": "Ü over 外交 and Łódź", "quote": ["text": "no", "language": "en"],
        "sources": [["citation": "One", "published": "2021"], ["citation": "Two"]],
        "speaker": ["name": "A. Speaker", "role": "minister"],
    ]

    private static let values: [JSON] = [
        "", "x", "two\nlines", "a \"word\"", "é\u{7}", "\u{0}", "protest", "x-mfa-step", "correction",
        "dispute-opened", "reply-assessment", "amber", "a/b/c", .null, true, 7, [], [""], ["RUS", 1],
        ["RUS", "nobody at all"], ["RUS", "RUS:a:b"], [["RUS"]], [["citation": 1]], [["citation": "a\nb"]],
        [[]],
        [["citation": ""], ["citation": "c"]], JSON.object(JSONObject()), ["name": "N", "title": "T"],
        ["text": ""], ["text": 1], ["name": ["x"]], ["reason": "R"], ["sides": [["name": "S"]]],
    ]

    private static func words(_ text: String, _ scanner: inout SearchScanner) -> [String]? {
        var text = text
        return text.withUTF8 { scanner.words($0.span)?.columns }
    }

    @Test func `of the letters and marks of ASCII, letters and digits are parts of words`() {
        let found = (0..<128).compactMap { Unicode.Scalar($0) }.filter(\.isLetterOrDigit)
        #expect(
            String(String.UnicodeScalarView(found))
                == "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    }

    @Test func `a row made of the text where it stands is the row of the event as a whole`() throws {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SplitMix64(seed: seed)
        var scanner = SearchScanner()
        var made = 0
        for _ in 0..<(isLongRun ? 400_000 : 4_000) {
            var fields = try #require(Self.whole.object)
            for _ in 0..<Int.random(in: 0...3, using: &generator) {
                let key = try #require(fields.keys.randomElement(using: &generator))
                fields[key] =
                    Bool.random(using: &generator) ? Self.values.randomElement(using: &generator) : nil
            }
            let text = JSON.object(fields).canonical
            guard let columns = Self.words(text, &scanner) else { continue }
            made += 1
            #expect(columns == SearchWords(Event(fields)).columns, "seed \(seed): \(text)")
        }
        #expect(made > 2_000, "seed \(seed): the scanner must know most of them, and knew \(made)")
    }

    @Test func `of the fixtures and of random histories nearly all acts are known`() throws {
        let package = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        var texts = RandomHistory(seed: 7, events: 400).events.map(\.canonical)
        for file in ["seed.jsonl", "logs/0.1.0.jsonl"] {
            let whole = try String(contentsOfFile: "\(package)/Fixtures/\(file)", encoding: .utf8)
            texts += whole.split(separator: "\n").map(String.init)
        }
        var scanner = SearchScanner()
        var (acts, known) = (0, 0)
        for text in texts {
            let event = try #require(Event(text: text))
            if let kind = event.kind, !kind.isRecord { acts += 1 }
            guard let columns = Self.words(text, &scanner) else { continue }
            known += 1
            #expect(columns == SearchWords(event).columns, "\(text)")
        }
        #expect(known * 3 > acts * 2, "\(known) of \(acts)")
    }
}
