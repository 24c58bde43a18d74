import Answers
import DisputeModel

/// What is due, for the calendar that people use already: an iCalendar file (RFC 5545).
///
/// A date that somebody set is a task (VTODO) and a day of the calendar (VEVENT), as some calendars have no tasks. A working
/// date of our own is a tentative day, and a date to keep, such as a conference, is a day. All are whole days without a time
/// zone, so that none moves to another day where the reader lives.
///
/// Every entry is named by the event that it comes from, and numbered by how far the log had come: a later file brings up to
/// date what an earlier one brought in, and cancels what is retracted or corrected away; two files of the same log are the
/// same to the byte.
package struct DueCalendar {
    private let obligations: Obligations

    package init(_ obligations: Obligations) { self.obligations = obligations }

    /// How many obligations have no date, and so no place in a calendar.
    package var withoutDate: Int { obligations.items.count { $0.owed.due == nil } }

    /// Its lines end with CR and LF, the last one too.
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
        // A calendar without anything in it is none (section 3.6).
        if calendar.isEmpty { calendar.add(Self.universalTime) }
        return calendar.lines.map { $0 + "\r\n" }.joined()
    }

    private func task(_ item: Obligations.Item, _ day: Day) -> CalendarComponent {
        var task = component(
            "VTODO", uid: "\(obligations.id(of: item))-\(WithdrawnDate.Form.deadline.uid)", item)
        task.add("DUE;VALUE=DATE", Self.date(day))
        task.add("STATUS", item.owed.state.taskStatus)
        if item.owed.state.taskStatus == "COMPLETED", let last = item.owed.obligation.dealings.last {
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

    /// An entry that an earlier file brought in, and that stands no more.
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

    /// The time zone of times that end in Z, which needs no saying, and does no harm.
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

    /// At nine in the morning of the day before, by the clock of whoever reads the calendar.
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
    /// The end of the names of entries: what an earlier file brought in is found again by it.
    fileprivate var uid: String {
        switch self {
        case .deadline: "task"
        case .answer: "day"
        case .meeting: "date"
        }
    }
}

extension CalendarComponent {
    /// The whole of a day, which keeps nobody from doing something else.
    fileprivate mutating func fill(_ day: Day, status: String) {
        // Without an end it is one day long (section 3.6.1); there may be no day after it.
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
