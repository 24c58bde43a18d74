import CanonicalJSON
import Answers
import DisputeModel

/// A one-page brief about a dispute: sections of plain sentences, each of which cites the events that support it.
///
/// The sentences are made once, here; `BriefMarkdown`, `BriefDocument`, `BriefPage` and `json` write them out. The
/// brief
/// stays one page whatever the log contains: lists are limited and state how many entries they leave out, and text from
/// events is shortened. The limits get tighter until the brief fits (`BriefLimits`).
package struct Brief: Sendable {
    let title: String
    let sections: [Section]
    let briefing: Briefing
    let dateline: Dateline
    let room: BriefLimits
    /// The events that the sentences cite, ordered by position.
    let events: [Mention]

    struct Section: Sendable {
        /// A stable name for programs, used in `json`.
        let name: String
        let title: String
        let sentences: [Sentence]
    }

    /// One sentence of a section, and the events that it cites.
    struct Sentence: Sendable {
        let words: Text
        let events: Events

        /// The events that support a sentence.
        enum Events: Sendable {
            /// The positions that are cited, and how many more events are left out.
            case named([Int], more: Int = 0)
            /// All events in a range of positions. Used for a statement that something does not exist.
            case span(ClosedRange<Int>)
        }
    }

    /// Tries `BriefLimits.ample` first, then ever tighter limits until the brief fits on one page.
    ///
    /// - Parameters:
    ///   - briefing: the facts from which the brief is written.
    ///   - dateline: the day that the brief is about, and the moment of the record on which it is based.
    ///   - own: the party to whom the log belongs; nil if the log does not say.
    ///   - register: gives the names of parties by their codes.
    package init(_ briefing: Briefing, _ dateline: Dateline, own: Party?, _ register: PartyRegister) {
        var brief = Brief(briefing, dateline, own, register, .ample)
        for room in BriefLimits.narrower where !room.holds(brief) {
            brief = Brief(briefing, dateline, own, register, room)
        }
        self = brief
    }

    private init(
        _ briefing: Briefing, _ dateline: Dateline, _ own: Party?, _ register: PartyRegister,
        _ room: BriefLimits
    ) {
        var writer = BriefWriter(briefing, dateline, own: own, register, room)
        self.briefing = briefing
        self.dateline = dateline
        self.room = room
        title = shortened(briefing.status.title, to: room.name * 2)
        sections = writer.sections()
        let named = Set(sections.flatMap(\.sentences).flatMap(\.events.positions))
        events = named.sorted().compactMap { briefing.mentions[$0] }
    }

    /// The marking, and the limit up to which events were included, as a warning at the top of the page. nil for a
    /// public
    /// brief without a limit.
    var restriction: String? {
        guard let limit = briefing.limit else {
            return briefing.marking == .public ? nil : briefing.marking.rawValue.uppercased()
        }
        let highest = limit == .public ? "public" : "\(limit.rawValue) or lower"
        return "\(briefing.marking.rawValue.uppercased()). This page shows only what is marked \(highest)."
    }
}

extension Brief.Sentence.Events {
    /// The positions that are written out; of a span, only its first and its last.
    var positions: [Int] {
        switch self {
        case .named(let positions, _): positions
        case .span(let span):
            span.lowerBound == span.upperBound ? [span.lowerBound] : [span.lowerBound, span.upperBound]
        }
    }

    /// The separator between the numbers, and the ending after the last one: `, ` and ` and 4 more`.
    var joints: (between: String, end: String) {
        switch self {
        case .named(_, let more): (", ", more > 0 ? " and \(Phrases.grouped(more)) more" : "")
        case .span: (" to ", "")
        }
    }

    /// `(#21)`, `(#21, #28 and 4 more)`, `(#9 to #53)`.
    var words: String {
        "(" + positions.map { "\(EventNames.name($0))" }.joined(separator: joints.between) + joints.end + ")"
    }
}

extension Brief {
    /// The brief as JSON: its dispute, days, markings, sections with their sentences, and the cited events.
    package var json: JSON {
        let limit = briefing.limit
        return [
            "dispute": .string(briefing.status.dispute), "title": .string(briefing.status.title),
            "asOf": .string(dateline.asOf.description),
            "knownAt": dateline.knownAt.map { .string($0.description) } ?? .null,
            "since": .string(briefing.since.description),
            "marking": .string(briefing.marking.rawValue),
            "maxMarking": limit.map { .string($0.rawValue) } ?? .null,
            "sections": .array(
                sections.map { section in
                    [
                        "name": .string(section.name), "title": .string(section.title),
                        "sentences": .array(section.sentences.map(json)),
                    ]
                }),
            "events": .array(
                events.map { mention in
                    var object = mention.json.object ?? JSONObject()
                    object["summary"] = nil
                    return .object(object)
                }),
        ]
    }

    private func json(_ sentence: Sentence) -> JSON {
        var more = 0
        if case .named(_, let others) = sentence.events { more = others }
        return [
            "text": .string(sentence.words.plain),
            "events": .array(
                sentence.events.positions.map { position in
                    var object = JSONObject([
                        ("id", .string(briefing.mentions[position]?.event.id ?? ""))
                    ])
                    object["position"] = EventNames.position(position)
                    return .object(object)
                }), "more": .integer(more),
        ]
    }
}
