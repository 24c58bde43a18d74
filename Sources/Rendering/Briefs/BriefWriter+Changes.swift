import Answers
import DisputeModel

extension BriefWriter {
    /// What is new since `briefing.since`, which is seven days ago unless another time was given.
    mutating func changes() -> Section {
        let since = briefing.since
        var begin = "since \(phrases.day(since.day)), \(Phrases.clock(since)) UTC"
        if since == since.day.end { begin = "since \(phrases.day(since.day + 1))" }
        if since == Briefing.week(before: briefing.moment) { begin = "in the last seven days, \(begin)" }
        let first = sinceOpening
        var sentences = first.map { [$0] } ?? statusChanges
        sentences += newActs()
        if let recordEvents { sentences.append(recordEvents) }
        if sentences.isEmpty { sentences = [absence("Nothing new is recorded, and nothing has changed.")] }
        return Section(name: "changes", title: "What is new \(begin)", sentences: sentences)
    }

    /// States that the dispute is new; nil if it existed at `briefing.since`.
    private var sinceOpening: Sentence? {
        guard briefing.before == nil else { return nil }
        return sentence("The dispute is new: nothing about it was recorded by then.", [status.opening])
    }

    private var statusChanges: [Sentence] {
        guard let before = briefing.before else { return [] }
        var sentences: [Sentence] = []
        if before.phase != status.phase {
            sentences.append(
                sentence(
                    Text("It was \(Prose.short(before.phase)) before, and is ")
                        + Text(Prose.short(status.phase), .changed) + " now.",
                    [status.phaseCause]))
        }
        if before.level != status.level {
            let verb = status.level > before.level ? "rose" : "fell"
            let words =
                Text("The temperature \(verb) from \(before.level) to ") + Text("\(status.level)", .changed)
                + "."
            sentences.append(
                briefing.causes.levelChanges.last.map { sentence(words, [$0.cause]) }
                    ?? Sentence(words: words, events: .span(briefing.span)))
        }
        return sentences + obligationChanges(before)
    }

    /// Obligations that are new, changed state or became late since `before`:
    /// `The answer of Russia to the request (10 Nov) was open before, and is partial now.`
    private func obligationChanges(_ before: Status) -> [Sentence] {
        let limit = room.list
        let old = Dictionary(before.obligations.map { ($0.obligation.opener, $0) }) { first, _ in first }
        let changed = status.obligations.filter { owed in
            let was = old[owed.obligation.opener]
            return was.map { $0.state != owed.state || isLater(owed, than: $0) } ?? (owed.timeliness != nil)
        }
        var sentences = changed.prefix(limit).map { owed in
            let opener = owed.obligation.opener
            let debtors = owed.obligation.owedBy.isEmpty ? Text("somebody") : names(owed.obligation.owedBy)
            let isSame = old[opener]?.state == owed.state
            let words: Text =
                switch old[opener] {
                case nil: "is newly owed"
                case let was? where was.state != owed.state:
                    Text("was \(was.state.rawValue) before, and is ") + Text(owed.state.rawValue, .changed)
                        + " now"
                default:
                    "is "
                        + Text(
                            owed.timeliness == .overdue ? "overdue" : "past our own date", Phrases.style(owed)
                        )
                        + " now"
                }
            return sentence(
                "The answer of " + debtors + " to the " + asked(owed.obligation) + " " + words + ".",
                [opener, isSame ? nil : owed.obligation.changes.last?.cause])
        }
        let rest = changed.dropFirst(limit)
        if !rest.isEmpty {
            sentences.append(
                more(
                    rest.map(\.obligation.opener),
                    "\(Phrases.count(rest.count, "more answer")) changed too."))
        }
        return sentences
    }

    /// Whether it became overdue, or passed our own working date, since `before`.
    private func isLater(_ owed: Status.Owed, than before: Status.Owed) -> Bool {
        let late: Set<Status.Timeliness?> = [.overdue, .softOverdue]
        return late.contains(owed.timeliness) && owed.timeliness != before.timeliness
    }

    /// The newest acts, the newest last. An act's gist is left out if an earlier section gives it.
    private mutating func newActs() -> [Sentence] {
        let limit = room.list + 1
        let acts = briefing.news.acts
        var sentences: [Sentence] = []
        if acts.count > limit {
            sentences.append(
                more(
                    acts.dropLast(limit).reversed(),
                    "\(Phrases.count(acts.count, "act")) came in; these are the last."
                ))
        }
        for position in acts.suffix(limit) {
            sentences.append(
                sentence(
                    "Recorded: " + datedAct(position) + "." + gist(position, to: room.gist * 3 / 4),
                    [position]))
        }
        return sentences
    }

    /// Counts the new record events by kind: `In the record itself: 2 corrections and 1 entry retracted.` nil if there
    /// are none.
    private var recordEvents: Sentence? {
        let recordEvents = briefing.news.recordEvents
        guard !recordEvents.isEmpty else { return nil }
        let kinds = recordEvents.compactMap { event($0)?.recordKind }
        let counts = Self.namesInOrder.compactMap { kind, one, many in
            let count = kinds.count { $0 == kind }
            return count == 0 ? nil : Text(Phrases.count(count, one, many))
        }
        return sentence(
            "In the record itself: " + Prose.list(counts, limit: 8) + ".",
            recordEvents.suffix(room.names).reversed(),
            more: max(0, recordEvents.count - room.names))
    }

    /// The names of record events in the order of a sentence. An opening is news of its own.
    private static let namesInOrder: [(RecordKind, one: String, many: String)] = [
        (.correction, "correction", "corrections"),
        (.sourceAdded, "further source", "further sources"),
        (.markingChanged, "change of marking", "changes of marking"),
        (.retraction, "entry retracted", "entries retracted"),
        (.replyAssessment, "answer judged", "answers judged"),
        (.statusAssessment, "assessment of where it stands", "assessments of where it stands"),
        (.closing, "closing of the file", "closings of the file"),
        (.reopening, "reopening of the file", "reopenings of the file"),
    ]
}
