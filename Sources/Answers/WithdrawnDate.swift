import DisputeModel

/// The dates that an act gave once, and gives no more: it was retracted, or is known otherwise since. Who has them in a
/// calendar wants to hear of it.
package struct WithdrawnDate: Sendable {
    /// The act as known.
    package let mention: Mention
    /// The day that each stood on last.
    package let days: [Form: Day]

    package init(mention: Mention, days: [Form: Day]) {
        self.mention = mention
        self.days = days
    }

    /// What a date is to those who keep it: an answer asked for by a day that somebody set, or at all by a day; or a meeting.
    package enum Form: Sendable, CaseIterable { case deadline, answer, meeting }
}

extension WithdrawnDate.Form {
    /// The dates that an act gives.
    package static func days(of event: Event, at position: Int) -> [Self: Day] {
        var symbols = Symbols()
        let act = symbols.digest(event, at: position)
        guard let due = symbols.due(act.due), !act.isRecord else { return [:] }
        if act.namesDate { return [.meeting: due.day] }
        guard act.opensObligation else { return [:] }
        if case .on = due { return [.deadline: due.day, .answer: due.day] }
        return [.answer: due.day]
    }
}
