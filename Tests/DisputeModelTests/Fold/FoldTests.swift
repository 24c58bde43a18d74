import CanonicalJSON
import DisputeModel
import Seeds
import Testing

@testable import Oracle

/// The fold against the plain fold, which was written from the rules and knows nothing of it.
@Suite struct FoldTests {
    @Test(arguments: seeds(from: 1, 20, long: 1000))
    func `every dispute stands where the rules say, on any day and as known at any`(seed: UInt64) throws {
        let history = RandomHistory(seed: seed, events: 30 + Int(seed * 53 % 171))
        let plain = PlainFold(events: history.events)
        var dice = SplitMix64(seed: seed)
        for _ in 0..<6 {
            let known = dice.chance(40) ? nil : dice.pick(history.drafts).recordedAt
            let courses = FoldedLog(history.events, knownAt: known).courses
            for _ in 0..<6 {
                let number = dice.within(history.days)
                let (day, text) = (Day(number: number), String(number))
                let expected = plain.statuses(asOf: text, knownAt: known)
                var found: [String: JSON] = [:]
                for (dispute, course) in courses {
                    found[dispute] = Status(course, asOf: day)?.json(
                        knownAt: known.flatMap { Instant($0) }, id: { history.id(at: $0) })
                }
                #expect(
                    found.keys.sorted() == expected.keys.sorted(),
                    "seed \(seed), as of \(day), known at \(known ?? "now")")
                for (dispute, status) in expected {
                    #expect(
                        found[dispute] == status,
                        "seed \(seed), \(dispute) as of \(day), known at \(known ?? "now")")
                }
            }
        }
    }
}

/// The courses of a log's disputes, folded from the texts.
struct FoldedLog {
    private(set) var courses: [String: Course] = [:]

    init(_ events: [JSON], knownAt instant: String? = nil) {
        let known = events.filter { event in
            instant.map { event.object?["recordedAt"]?.string ?? "" <= $0 } ?? true
        }
        let texts = known.map(\.canonical)
        var scanner = EventScanner()
        var families: [String: [EventDigest]] = [:]
        for (index, text) in texts.enumerated() {
            let event = scanner.scan(text, at: index + 1)
            families[DisputeID.family(of: scanner.symbols.dispute(event.dispute)), default: []].append(event)
        }
        let table = SymbolTable(scanner.symbols)
        for family in families.values {
            for course in FamilyFold.courses(of: FamilyRecord(family, table) { texts[$0 - 1] }) {
                courses[course.opening.dispute] = course
            }
        }
    }
}

extension RandomHistory {
    func id(at position: Int) -> String { events[position - 1].object?["id"]?.string ?? "" }
}
