import Answers
import DisputeModel

extension BriefWriter {
    /// What the dispute is about, its sides, and its parent.
    mutating func subject() -> Section {
        var sentences: [Sentence] = []
        let opening = status.opening
        let gist = gist(opening, to: room.gist * 2)
        // The gist of the opening event is the first sentence of the brief.
        let words = gist.plain.drop { $0 == " " }
        if !words.isEmpty { sentences.append(sentence(Text(String(words)), [opening])) }
        sentences.append(
            sentence(
                "It is between " + Prose.list(status.sides.sides.map(side), limit: room.list) + ".", [opening]
            ))
        if let parent = briefing.parent {
            sentences.append(
                sentence(
                    "It is a part of “" + Text(shortened(parent.title, to: room.name)) + "” ("
                        + Text(shortened(parent.dispute, to: room.name)) + ").", [parent.position]))
        }
        return Section(name: "about", title: "What it is about", sentences: sentences)
    }

    /// A side with its members: `European Union (with Germany and Poland)`.
    private func side(_ side: Sides.Side) -> Text {
        let others = side.members.filter { register.name(of: $0) != side.name }
        let name = Text(sideName(side))
        guard !others.isEmpty else { return name }
        // If the side is named after one member, list only the others; if it has a name of its own, list all members.
        return name + (others.count < side.members.count ? " (with " : " (") + names(others) + ")"
    }

    func sideName(_ side: Sides.Side) -> String {
        let named = side.members.first { register.name(of: $0) == side.name }
        return named.map { Prose.name($0, register, to: room.name) } ?? shortened(side.name, to: room.name)
    }

    // MARK: Where it stands

    mutating func standing() -> Section {
        var sentences = [phase()]
        if let earlier { sentences.append(earlier) }
        if let assessment = briefing.causes.assessment, let phase = status.assessedPhase {
            let words = Text("Our own assessment is “\(phase.rawValue)”.")
            sentences.append(sentence(words + gist(assessment), [assessment]))
        }
        sentences.append(temperature())
        if let measures { sentences.append(measures) }
        if let silence { sentences.append(silence) }
        return Section(name: "standing", title: "Where it stands", sentences: sentences)
    }

    private mutating func phase() -> Sentence {
        let since =
            "\(phrases.day(status.phaseSince)) (\(Phrases.span(days: status.asOf - status.phaseSince)))"
        let words = Text(Prose.phase(status.phase), .strong)
        guard status.phaseCause != status.opening else {
            return sentence(words + Text(" since it began on \(since)."), [status.opening])
        }
        let cause = status.phaseCause
        let date = date(cause)
        let isSameDay = date.plain == phrases.day(status.phaseSince)
        let act = isSameDay ? act(cause) : act(cause) + ", " + date
        return sentence(words + Text(" since \(since), because of ") + act + "." + gist(cause), [cause])
    }

    /// Up to three phases before the current one; nil if there are none besides the first.
    private var earlier: Sentence? {
        let before = status.history.dropLast().filter { $0.cause != status.opening }.suffix(3)
        guard !before.isEmpty else { return nil }
        let words = before.map { Text("\(Prose.short($0.phase)) on \(phrases.day($0.on))") }
        return sentence("Before that: " + Phrases.list(words, separator: ", ") + ".", before.map(\.cause))
    }

    private mutating func temperature() -> Sentence {
        let level = "The temperature is \(status.level) of 10 (\(Temperature.name(status.level)))"
        var words = Text("\(level) and \(status.trend.rawValue)")
        let cause = briefing.causes.levelChanges.last?.cause
        if let cause {
            words +=
                cause == status.phaseCause ? ", because of the same act" : ", because of " + datedAct(cause)
        }
        words += "." + gist(cause)
        if let cause, briefing.causes.measures.map(\.cause) == [cause] { words += " That is in force." }
        var causes = [cause]
        if status.peak > status.level {
            words += Text(" At its highest it was \(status.peak) (\(Temperature.name(status.peak))).")
            causes.append(status.peakCause)
        }
        guard causes.contains(where: { $0 != nil }) else {
            return Sentence(words: words, events: .span(briefing.span))
        }
        return sentence(words, causes)
    }

    private var measures: Sentence? {
        let measures = briefing.causes.measures.map(\.cause)
        guard !measures.isEmpty, measures != [briefing.causes.levelChanges.last?.cause] else { return nil }
        let newest = Array(measures.suffix(min(2, room.list)).reversed())
        let rest = measures.count - newest.count
        let others = rest > 0 ? Text(" and \(Phrases.grouped(rest)) more") : ""
        let words = Phrases.list(newest.map { datedAct($0) }, separator: rest > 0 ? "; " : " and ")
        return sentence("In force: " + words + others + ".", newest, more: rest)
    }

    private var silence: Sentence? {
        guard let cause = briefing.causes.lastAct, let day = status.lastAct else {
            return absence("Nothing has happened in it yet.")
        }
        let isDay = event(cause)?.occurred?.isToTheDay ?? false
        let was =
            "the last act was \(isDay ? "on" : "not after") \(phrases.day(day)), \(phrases.distance(day))."
        return sentence(
            status.isDormant ? Text("It is dormant: \(was)") : Prose.capitalised(Text(was)), [cause])
    }

    // MARK: Its parts

    /// The state of the sub-disputes; no section if there are none.
    mutating func parts() -> [Section] {
        let limit = room.list
        guard !briefing.parts.isEmpty else { return [] }
        var sentences = briefing.parts.prefix(limit).map { part in
            let title = Text(shortened(part.title, to: room.name), .strong)
            let new = briefing.news.inParts[part.dispute] ?? 0
            let items = part.obligations.count { $0.timeliness != nil }
            let words = [
                "\(Prose.short(part.phase)) since \(phrases.day(part.phaseSince))",
                "temperature \(part.level)",
                items == 0
                    ? "nobody owes an answer" : "\(Phrases.count(items, "answer is", "answers are")) owed",
                new == 0 ? "nothing new" : "\(Phrases.count(new, "new act"))",
            ]
            return sentence(
                title + " (" + Text(shortened(part.dispute, to: room.name))
                    + Text("): \(words.joined(separator: ", "))."),
                [part.phaseCause, part.peakCause])
        }
        let rest = briefing.parts.dropFirst(limit)
        if !rest.isEmpty {
            sentences.append(
                more(rest.map(\.phaseCause), "It has \(Phrases.count(rest.count, "part")) more."))
        }
        return [Section(name: "parts", title: "Its parts", sentences: Array(sentences))]
    }
}
