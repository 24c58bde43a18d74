import Answers
import CanonicalJSON
import DisputeModel

/// A brief in Markdown, for pasting into a telegram, a wiki or a message.
package struct BriefMarkdown {
    private let brief: Brief

    /// Writes a brief as Markdown.
    package init(_ brief: Brief) { self.brief = brief }

    /// The lines of the Markdown text, without line ends.
    package var lines: [String] {
        let status = brief.briefing.status
        var lines = ["# " + Markdown.line(Text(brief.title)), ""]
        if let restriction = brief.restriction { lines += ["**\(Markdown.line(Text(restriction)))**", ""] }
        lines.append(Markdown.line(Text("\(status.dispute). ") + brief.dateline.words + "."))
        for section in brief.sections {
            lines += ["", "## " + Markdown.line(Text(section.title)), ""]
            lines += section.sentences.map { "- \(Markdown.line($0.words)) \($0.events.words)" }
        }
        return lines + ["", "## Events and sources", ""]
            + brief.events.map { mention in
                "- **\(EventNames.name(mention.position))** " + Markdown.line(brief.source(mention))
            }
    }
}

extension Brief {
    /// An event's entry in the list of events and sources, with its first source:
    /// `denial, UN:Spokesperson → RUS, 11 Nov. Agency, “title”`.
    func source(_ mention: Mention) -> Text {
        let event = mention.event
        let isRecord = event.isRecord
        let who =
            room.isBare ? "" : isRecord ? Text(shortened(event.recordedBy, to: room.name)) : who(event)
        let date = isRecord ? dateline.phrases.day(mention.place.day) : dateline.phrases.date(event.occurred)
        let words =
            Phrases.marking(event) + Text(shortened(event.kindName, to: max(24, room.name)))
            + (who.isEmpty ? "" : ", " + who) + Text(", \(date)")
            + (mention.isRetracted ? ", retracted" : "")
        let citations = (event.fields["sources"]?.array ?? []).compactMap { source in
            ["citation", "url", "id"].lazy.compactMap { source.object?[$0]?.string }.first
        }
        guard let first = citations.first else { return words + "." }
        let others =
            citations.count > 1 && !room.isBare
            ? "; \(Phrases.count(citations.count - 1, "more source"))" : ""
        let citation = shortened(first, to: room.citation)
        return words + ". " + Text(citation) + (others.isEmpty ? Prose.end(citation) : Text("\(others)."))
    }

    /// The actors and addressees as codes, as on all other pages: `UN:Spokesperson → RUS`.
    private func who(_ event: Event) -> Text {
        func codes(_ parties: [Party]) -> Text {
            let limit = room.names
            let more = parties.count > limit ? ", \(Phrases.grouped(parties.count - limit)) more" : ""
            return Phrases.list(
                parties.prefix(limit).map { Text(shortened($0.reference, to: room.name)) }, separator: ", ")
                + Text(more)
        }
        guard !event.addressees.isEmpty else { return codes(event.actors) }
        return codes(event.actors) + Text(event.actors.isEmpty ? "→ " : " → ") + codes(event.addressees)
    }
}
