import DisputeModel

/// Dates that an act set and that no longer hold, because it was retracted or changed. Calendars that have them must
/// remove them.
package struct WithdrawnDate: Sendable {
    /// The act as known.
    package let mention: Mention
    /// By form: the last day that the date was set to.
    package let days: [Form: Day]

    package init(mention: Mention, days: [Form: Day]) {
        self.mention = mention
        self.days = days
    }

    /// What a date means in a calendar: a hard deadline for an answer, any date by which an answer is asked for (hard
    /// or soft), or an appointment.
    package enum Form: Sendable, CaseIterable { case deadline, answer, meeting }
}

extension WithdrawnDate.Form {
    /// The dates that an act sets; empty for a record event or an act without `due`.
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
