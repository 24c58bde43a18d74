import Answers
import DisputeModel

/// The dates on which answers are due, as an iCalendar file (RFC 5545) for a calendar program.
///
/// A date that a party set becomes both a task (VTODO) and an all-day event (VEVENT), because some calendars have no
/// tasks.
/// One of our own working dates becomes a tentative all-day event, and an appointment, such as a conference, an all-day
/// event. All are whole days without a time zone, so none moves to another day in the reader's time zone.
///
/// The UID of each entry comes from the id of the event that set the date, and SEQUENCE is the last position in the
/// log. A
/// later file therefore updates the entries of an earlier one, and cancels those that were retracted or corrected away.
/// Two
/// files of the same log are identical byte for byte.
package struct DueCalendar {
    private let obligations: Obligations

    /// A calendar of the dates of obligations, and of their appointments.
    package init(_ obligations: Obligations) { self.obligations = obligations }

    /// The number of obligations without a date, which the calendar cannot show.
    package var withoutDate: Int { obligations.items.count { $0.owed.due == nil } }

    /// The whole file. Every line ends with CR LF, including the last.
    package var text: String {
        var calendar = CalendarComponent("VCALENDAR")
        calendar.add("VERSION", "2.0")
        calendar.add("PRODID", "-//Chancery//Due//EN")
        calendar.add("CALSCALE", "GREGORIAN")
        calendar.add("METHOD", "PUBLISH")
        calendar.add("X-WR-CALNAME", text: "What is due")
        for item in obligations.items {
            guard let due = item.owed.due else { continue }
            if !due.isSoft { calendar.add(task(item, due.day)) }
            calendar.add(day(of: item, due))
        }
        for date in obligations.dates {
            if let day = day(of: date) { calendar.add(day) }
        }
        for date in obligations.withdrawnDates {
            for form in WithdrawnDate.Form.allCases {
                if let day = date.days[form] { calendar.add(cancelled(form, day, of: date.mention)) }
            }
        }
        // A calendar must contain at least one component (section 3.6).
        if calendar.isEmpty { calendar.add(Self.universalTime) }
        return calendar.lines.map { $0 + "\r\n" }.joined()
    }

    private func task(_ item: Obligations.Item, _ day: Day) -> CalendarComponent {
        var task = component(
            "VTODO", uid: "\(obligations.id(of: item))-\(WithdrawnDate.Form.deadline.uid)", item)
        task.add("DUE;VALUE=DATE", Self.date(day))
        task.add("STATUS", item.owed.state.taskStatus)
        if item.owed.state.taskStatus == "COMPLETED", let last = item.owed.obligation.changes.last {
            task.add("COMPLETED", Self.time(last.place))
        }
        if item.isOutstanding { task.add(Self.alarm("TRIGGER;RELATED=END", of: item.gist)) }
        return task
    }

    private func day(of item: Obligations.Item, _ due: Due) -> CalendarComponent {
        var day = component(
            "VEVENT", uid: "\(obligations.id(of: item))-\(WithdrawnDate.Form.answer.uid)", item)
        day.fill(due.day, status: item.awaitsOrIsOwed ? due.isSoft ? "TENTATIVE" : "CONFIRMED" : "CANCELLED")
        if item.isOutstanding { day.add(Self.alarm("TRIGGER", of: item.gist)) }
        return day
    }

    private func day(of date: Appointment) -> CalendarComponent? {
        guard let mention = obligations.mentions[date.position] else { return nil }
        let gist = Phrases.gist(mention.event).plain
        var day = component(
            "VEVENT", uid: "\(mention.event.id)-\(WithdrawnDate.Form.meeting.uid)", date.dispute,
            mention.event,
            position: date.position, summary: gist.isEmpty ? mention.event.kindName : gist,
            description: "\(mention.event.kindName), \(date.dispute) \(EventNames.name(date.position))")
        day.fill(date.due.day, status: date.due.isSoft ? "TENTATIVE" : "CONFIRMED")
        day.add(Self.alarm("TRIGGER", of: gist))
        return day
    }

    /// A cancelled entry, for a date that an earlier file may contain and that no longer holds.
    private func cancelled(_ form: WithdrawnDate.Form, _ day: Day, of mention: Mention) -> CalendarComponent {
        let (event, gist) = (mention.event, Phrases.gist(mention.event).plain)
        var entry = component(
            form == .deadline ? "VTODO" : "VEVENT", uid: "\(event.id)-\(form.uid)", event.dispute, event,
            position: mention.position, summary: gist.isEmpty ? event.kindName : gist,
            description:
                "\(event.kindName), \(event.dispute) \(EventNames.name(mention.position)): no date any more")
        if form == .deadline {
            entry.add("DUE;VALUE=DATE", Self.date(day))
            entry.add("STATUS", "CANCELLED")
        } else {
            entry.fill(day, status: "CANCELLED")
        }
        return entry
    }

    /// A VTIMEZONE for UTC. Times that end in Z do not need it; it only fills an otherwise empty calendar.
    private static let universalTime: CalendarComponent = {
        var zone = CalendarComponent("VTIMEZONE")
        zone.add("TZID", "UTC")
        var standard = CalendarComponent("STANDARD")
        standard.add("DTSTART", "19700101T000000")
        standard.add("TZOFFSETFROM", "+0000")
        standard.add("TZOFFSETTO", "+0000")
        zone.add(standard)
        return zone
    }()

    private func component(_ name: String, uid: String, _ item: Obligations.Item) -> CalendarComponent {
        let obligation = item.owed.obligation
        let event = obligations.mentions[obligation.opener]?.event
        var lines = ["\(obligation.kindName), \(item.dispute) \(EventNames.name(obligation.opener))"]
        if let gist = event.map(Phrases.gist), !gist.isEmpty { lines.append(gist.plain) }
        lines.append(Phrases.state(item.owed).plain)
        if case .about(_, let note?) = item.owed.due { lines.append("our own date: \(note)") }
        return component(
            name, uid: uid, item.dispute, event, position: obligation.opener, summary: item.gist,
            description: lines.joined(separator: "\n"))
    }

    private func component(
        _ name: String, uid: String, _ dispute: String, _ event: Event?, position: Int, summary: String,
        description: String
    ) -> CalendarComponent {
        var component = CalendarComponent(name)
        component.add("UID", text: "\(uid)@chancery")
        component.add("DTSTAMP", Self.time(obligations.recorded.at))
        component.add("SEQUENCE", String(obligations.recorded.through))
        component.add("SUMMARY", text: summary)
        component.add("DESCRIPTION", text: description)
        component.add("CATEGORIES", text: dispute)
        let marking = max(event?.marking ?? .secret, obligations.markings[position] ?? .public)
        component.add("CLASS", marking.calendarClass)
        return component
    }

    /// An alarm at 09:00 of the day before, in the reader's local time: 15 hours before the day begins.
    private static func alarm(_ trigger: String, of summary: String) -> CalendarComponent {
        var alarm = CalendarComponent("VALARM")
        alarm.add("ACTION", "DISPLAY")
        alarm.add("DESCRIPTION", text: summary)
        alarm.add(trigger, "-PT15H")
        return alarm
    }

    /// `20211118`.
    fileprivate static func date(_ day: Day) -> String { day.description.filter { $0 != "-" } }

    /// `20211118T090000Z`.
    private static func time(_ instant: Instant) -> String {
        let text = instant.description
        return "\(text.prefix(19).filter { $0 != "-" && $0 != ":" })Z"
    }
}

extension WithdrawnDate.Form {
    /// The suffix of an entry's UID. It must never change: calendars find the entries of an earlier file by it.
    fileprivate var uid: String {
        switch self {
        case .deadline: "task"
        case .answer: "day"
        case .meeting: "date"
        }
    }
}

extension CalendarComponent {
    /// Makes the entry last the whole day, without marking the reader as busy.
    fileprivate mutating func fill(_ day: Day, status: String) {
        // An all-day event without an end lasts one day (section 3.6.1). DTEND is left out because the last possible
        // day has no day after it.
        add("DTSTART;VALUE=DATE", DueCalendar.date(day))
        add("STATUS", status)
        add("TRANSP", "TRANSPARENT")
    }
}

extension Obligations.Item {
    /// `UN:SG, UN:EOSG owe RUS: expectation`.
    fileprivate var gist: String {
        "\(Phrases.owes(owed.obligation).plain): \(owed.obligation.kindName)"
    }

    fileprivate var awaitsOrIsOwed: Bool { isOutstanding || awaitsJudgement }
}

extension Obligation.State {
    fileprivate var taskStatus: String {
        switch self {
        case .open: "NEEDS-ACTION"
        case .acknowledged, .partial, .answered: "IN-PROCESS"
        case .fulfilled, .accepted, .refused: "COMPLETED"
        case .withdrawn, .lapsed: "CANCELLED"
        }
    }
}

extension Marking {
    fileprivate var calendarClass: String {
        switch self {
        case .public: "PUBLIC"
        case .restricted: "PRIVATE"
        case .confidential, .secret: "CONFIDENTIAL"
        }
    }
}
