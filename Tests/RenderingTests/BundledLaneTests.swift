import Answers
import CanonicalJSON
import DisputeModel
import Seeds
import Testing

@testable import DisputeModel
@testable import Rendering

@Suite struct BundledLaneTests {
    private let scale = TimeScale([0, 90 * Instant.millisecondsPerDay], from: 168, to: 1164)
    private let phrases: Phrases

    init() throws { phrases = Phrases(today: try #require(Day("1970-03-01"))) }

    @Test func `whatever the days, no mark and no label of a bundled lane touches another`() throws {
        for seed in UInt64(0)..<60 {
            var numbers = SplitMix64(seed: seed)
            let first = numbers.pick([1, 300, 9_990, 1_234_500, 99_999_900])
            let lane = try lane(of: numbers.within(1...60), from: first, &numbers)
            #expect(lane.bundles.map(\.acts.count).reduce(0, +) > 0)
            var taken: [(box: PictureBoxes.Box, owner: Int)] = []
            for (owner, text) in texts(of: lane).enumerated() {
                for box in try PictureBoxes.boxes(of: text) {
                    #expect(
                        box.across.lowerBound >= scale.from && box.across.upperBound <= scale.to,
                        "seed \(seed): \(box)")
                    for other in taken where other.owner != owner {
                        #expect(!box.touches(other.box), "seed \(seed): \(box), \(other.box)")
                    }
                    taken.append((box, owner))
                }
            }
        }
    }

    @Test func `the sign of an act that is alone stands clear of its mark, and both of its label`() throws {
        for seed in UInt64(0)..<60 {
            var numbers = SplitMix64(seed: seed)
            let lane = try lane(of: 4, from: 1_234_567, &numbers)
            for act in lane.acts {
                let boxes = try PictureBoxes.boxes(of: act.drawn(linked: false).text).filter { box in
                    ["ct-mark", "ct-late", "ct-ring", "ct-small"].contains { box.name.hasPrefix($0) }
                }
                for (index, box) in boxes.enumerated() {
                    for other in boxes[..<index] {
                        #expect(!box.touches(other), "seed \(seed): \(box), \(other)")
                    }
                }
            }
        }
    }

    @Test func `an act that is alone says its day in its title, wherever it stands`() throws {
        var numbers = SplitMix64(seed: 3)
        let lane = try lane(of: 3, from: 7, &numbers)
        #expect(!lane.acts.isEmpty)
        for act in lane.acts {
            let title = act.drawn(linked: false).text
            #expect(title.contains(phrases.date(act.act.item.event.occurred)))
        }
    }

    @Test(
        arguments: [
            (
                [.overdue, .softOverdue, .noDate, .overdue], "2 overdue, 1 past our date, 1 open", "overdue",
                "late"
            ),
            ([.notDue, .softOverdue], "1 past our date, 1 open", "soft", "ring"),
            ([.dueToday, .noDate, .notDue], "1 due today, 2 open", "soft", "ring"),
            ([.notDue, .noDate, .notDue], "3 open", "open", "ring"),
        ] as [([Status.Timeliness], String, String, String)])
    func `a box counts what is owed to its acts, and shows what presses most`(
        owed timeliness: [Status.Timeliness], words: String, urgency: String, sign: String
    ) throws {
        let place = Instant(milliseconds: 0)
        let items = (0...timeliness.count).map { Self.item($0, Self.event("demand", "1970-01-01"), place) }
        let pairs = timeliness.enumerated().map {
            ($0.offset, Self.owed($0.offset, $0.element, isBegun: false))
        }
        let lane = picture(of: items, Dictionary(uniqueKeysWithValues: pairs), isBundled: true)
        let text = try #require(texts(of: lane).first)
        #expect(text.contains("<title>\(items.count) acts, 1 Jan: \(items.count) request. \(words)</title>"))
        #expect(text.contains("<g class=\"ct-debt ct-\(urgency)\"><"))
        #expect(text.matches(of: #/class="ct-(late|ring)"/#).map { String($0.1) } == [sign])
        let legend = PictureLegend([lane], hasReplies: false, hasBreaks: false, countsChanges: false)
            .drawn(x: 0, y: 0, width: 1000).text
        #expect(legend.contains("ct-debt ct-\(urgency)"))
        #expect(legend.contains(">answer overdue<") == (urgency == "overdue"))
        #expect(legend.contains(">due today or past our date<") == (urgency == "soft"))
        #expect(legend.contains(">no answer yet<") == (urgency != "overdue"))
    }

    @Test func `half a ring is on a box only where something has come to all that press as much`() throws {
        func box(_ begun: [Bool]) throws -> String {
            let items = begun.indices.map {
                Self.item($0, Self.event("demand", "1970-01-01"), Instant(milliseconds: 0))
            }
            let pairs = begun.enumerated().map {
                ($0.offset, Self.owed($0.offset, .noDate, isBegun: $0.element))
            }
            let lane = picture(of: items, Dictionary(uniqueKeysWithValues: pairs), isBundled: true)
            return try #require(texts(of: lane).first)
        }
        #expect(try box([true, true]).contains("ct-half"))
        #expect(try !box([true, false]).contains("ct-half"))
    }

    @Test(arguments: ["../1970-01-01", "1970-01-01~", "1970-04-01/..", "1970-04-01~"])
    func `the bracket of a date at the edge runs into nothing beside it`(date: String) throws {
        let event = Self.event("note", date)
        let isFirst = date.contains("01-01")
        let place = Instant(milliseconds: isFirst ? 0 : 90 * Instant.millisecondsPerDay)
        let lane = picture(of: [Self.item(1, event, place)], [:], isBundled: false)
        let act = try #require(lane.acts.first)
        let brackets = try PictureBoxes.boxes(of: act.drawn(linked: false).text).filter {
            $0.name.hasPrefix("ct-date")
        }
        let bracket = try #require(brackets.first).across
        #expect(bracket.lowerBound >= TimelinePicture.margin + 10 + PictureLane.nameWidth)
        #expect(bracket.upperBound <= TimelinePicture.width - TimelinePicture.margin)
        #expect(bracket.upperBound - bracket.lowerBound >= 4)
    }

    private func texts(of lane: PictureLane) -> [String] {
        lane.acts.map { $0.drawn(linked: false).text }
            + lane.bundles.filter { $0.acts.count > 1 }.map {
                $0.drawn(at: 0, most: 100_000, linked: false, phrases).text
            }
    }

    /// Acts on days of a few weeks, or anywhere; to many an answer is owed, some dates leave something open.
    private func lane(of count: Int, from first: Int, _ numbers: inout SplitMix64) throws -> PictureLane {
        var (items, owed): ([Timeline.Item], [Int: Status.Owed]) = ([], [:])
        for number in 0..<count {
            let place = Instant(milliseconds: numbers.below(90 * Instant.millisecondsPerDay))
            let date = numbers.pick(["\(place.day)", "\(place.day)~", "../\(place.day)", "\(place.day)/.."])
            let kind = numbers.pick(["demand", "note", "meeting", "coercion", "sanction", "criticism"])
            let event = Self.event(kind, date)
            let position = first + number
            items.append(
                Self.item(
                    position, event, place, isRetracted: numbers.chance(10), isCorrected: numbers.chance(20)))
            guard numbers.chance(50) else { continue }
            owed[position] = Self.owed(
                position, numbers.pick([.overdue, .dueToday, .softOverdue, .notDue, .noDate]),
                isBegun: numbers.chance(30))
        }
        return picture(of: items.sorted { $0.place < $1.place }, owed, isBundled: true)
    }

    private func picture(
        of items: [Timeline.Item], _ owed: [Int: Status.Owed], isBundled: Bool
    ) -> PictureLane {
        PictureLane(
            "A side", colour: "ct-side1", items,
            on: PictureContext(scale: scale, phrases: phrases, obligations: owed), showsActor: false,
            isBundled: isBundled)
    }

    private static func event(_ kind: String, _ date: String) -> Event {
        Event(JSONObject([("kind", .string(kind)), ("occurred", .string(date)), ("summary", "Said.")]))
    }

    private static func item(
        _ position: Int, _ event: Event, _ place: Instant, isRetracted: Bool = false,
        isCorrected: Bool = false
    ) -> Timeline.Item {
        Timeline.Item(
            position: position, event: event, recorded: nil, place: place, phaseAfter: nil, levelAfter: nil,
            levelBefore: 0, isRetracted: isRetracted, isCorrected: isCorrected, replies: [], about: [],
            recordEvents: [])
    }

    private static func owed(_ position: Int, _ timeliness: Status.Timeliness, isBegun: Bool) -> Status.Owed {
        let place = Instant(milliseconds: 0)
        func order(_ position: Int) -> CourseOrder {
            CourseOrder(place: place, firstTime: place, position: position)
        }
        let replies = [
            Obligation.Reply(order: order(position + 1), effect: .answers, due: nil, outcome: .other),
            Obligation.Reply(order: order(position + 2), effect: .assesses, due: nil, outcome: .partial),
        ]
        return Status.Owed(
            obligation: Obligation(
                order: order(position), dispute: "d", kindName: "demand", owedBy: [], owedTo: [],
                hasBeginning: true, due: nil, replies: isBegun ? replies : []
            ).after(all: EndsAndReopenings()),
            timeliness: timeliness, age: 3)
    }
}
