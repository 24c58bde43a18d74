import CanonicalJSON
import Answers
import DisputeModel

/// One page about a dispute, for somebody who has ten minutes: sections of plain sentences, each of which names the events
/// that it rests on.
///
/// The sentences are made once, here; `BriefMarkdown`, `BriefDocument`, `BriefPage` and `json` write them. Whatever is in
/// the log, it stays one page: lists are bounded and say how much more there is, what others wrote is shortened, and both
/// more so where there is much to say (`BriefLimits`).
package struct Brief: Sendable {
    let title: String
    let sections: [Section]
    let briefing: Briefing
    let dateline: Dateline
    let room: BriefLimits
    /// The events that the sentences name, by position.
    let events: [Mention]

    struct Section: Sendable {
        /// For programs.
        let name: String
        let title: String
        let sentences: [Sentence]
    }

    struct Sentence: Sendable {
        let words: Text
        let events: Events

        /// What a sentence rests on.
        enum Events: Sendable {
            /// So many at most are named.
            case named([Int], more: Int = 0)
            /// All of a run: of what is not there.
            case span(ClosedRange<Int>)
        }
    }

    /// - Parameters:
    ///   - own: whose log it is; nil where it does not say.
    ///   - register: by which codes are said as names.
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

    /// What a reader has to know of the page before he hands it on.
    var restriction: String? {
        guard let limit = briefing.limit else {
            return briefing.marking == .public ? nil : briefing.marking.rawValue.uppercased()
        }
        return
            "\(briefing.marking.rawValue.uppercased()). Drawn up to \(limit.rawValue): what is marked higher is not in it."
    }
}

extension Brief.Sentence.Events {
    /// Those that a reader is led to.
    var positions: [Int] {
        switch self {
        case .named(let positions, _): positions
        case .span(let span):
            span.lowerBound == span.upperBound ? [span.lowerBound] : [span.lowerBound, span.upperBound]
        }
    }

    /// What stands between the numbers, and after the last: `, `, ` and 4 more`.
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
