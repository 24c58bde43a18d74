import CanonicalJSON
import Seeds

/// A log that could have been recorded: a few families of disputes over some sixty days, dense enough that what happens
/// in it takes effect on what else does. The same seed and length give the same log.
///
/// Beyond section 1 every act stays one that could have been recorded whatever is corrected or retracted later, so
/// that no program can have a reason to refuse any of it.
struct RandomHistory {
    struct Draft {
        /// In the form of `recordedAt`; never earlier than the one before.
        let recordedAt: String
        /// The whole event, with its id, `recordedAt` and `recordedBy`.
        let event: JSON
    }

    let seed: UInt64
    /// In log order.
    let drafts: [Draft]
    /// Days between which the answers change: the first possible day of the world, and some weeks after the last
    /// recording.
    let days: ClosedRange<Int>

    init(seed: UInt64, events: Int) {
        self.seed = seed
        var writer = HistoryWriter(seed: seed, events: events)
        let firstDay = PlainDates.day(of: writer.worldStart)
        while writer.log.count < events { writer.step() }
        drafts = writer.log.map { event in
            Draft(
                recordedAt: PlainDates.text(instant: event.recordedAt), event: .object(event.json))
        }
        days = firstDay...(PlainDates.day(of: writer.now) + 45)
    }

    var events: [JSON] { drafts.map(\.event) }
}

/// What is on the desk while a random history is written.
struct HistoryWriter {
    var dice: SplitMix64
    /// As recorded.
    var log: [PlainEvent] = []
    /// The record as it stands after the last event of `log`.
    var survey = Survey([])
    var now: Int
    let worldStart: Int
    let averageGap: Int
    /// Disputes still to be opened, parents before their sub-disputes.
    var unopened: [String] = []
    var opened: [String] = []

    init(seed: UInt64, events: Int) {
        dice = SplitMix64(seed: seed)
        // A leap day, a turn of the year, and an ordinary summer.
        let firstDay = dice.pick([
            PlainDates.dayNumber(2021, 5, 1), PlainDates.dayNumber(2020, 1, 20),
            PlainDates.dayNumber(2023, 12, 4),
        ])
        now = firstDay * PlainDates.millisecondsPerDay + dice.below(PlainDates.millisecondsPerDay)
        worldStart = (firstDay - 75) * PlainDates.millisecondsPerDay
        averageGap = 60 * PlainDates.millisecondsPerDay / max(events, 1)

        // Few enough that each dispute gets a score of events or more.
        let families = events < 80 ? 1 : events < 150 ? 2 : dice.within(2...3)
        for name in ["amber", "basalt-2", "77"].prefix(families) {
            unopened.append(name)
            guard dice.chance(85) else { continue }
            unopened.append("\(name)/claims")
            if dice.chance(25) { unopened.append("\(name)/claims/costs") }
            if dice.chance(25) { unopened.append("\(name)/talks-1") }
        }
    }

    /// Files one event.
    mutating func step() {
        if !dice.chance(10) { now += dice.below(2 * averageGap) }
        if let first = unopened.first, opened.isEmpty || dice.chance(15) {
            unopened.removeFirst()
            opened.append(first)
            file(opening(of: first))
            return
        }
        // What is refused is thrown away and written anew.
        while true {
            let dispute = dice.pick(opened)
            let draft = dice.chance(24) ? recordEvent(in: dispute) : act(in: dispute)
            if let draft, file(draft) { return }
        }
    }

    /// Gives the event its id and time and appends it; false, and nothing changes, where it would be refused.
    @discardableResult
    mutating func file(_ draft: JSONObject) -> Bool {
        var json = draft
        json["id"] = .string(identifier())
        json["recordedAt"] = .string(PlainDates.text(instant: now))
        json["recordedBy"] = .string(dice.pick(["amalie", "jonas"]))
        let event = PlainEvent(position: log.count + 1, json: json)
        if event.isAct {
            var later = survey
            later.add(event)
            guard later.isRecordable(event) else { return false }
            survey = later
        } else {
            let later = Survey(log + [event])
            guard later.events.allSatisfy({ later.isRecordable($0) }) else { return false }
            survey = later
        }
        log.append(event)
        return true
    }

    /// UUID version 7.
    private mutating func identifier() -> String {
        func hexadecimal(_ number: UInt64, _ width: Int) -> String {
            let text = String(number, radix: 16)
            return String(repeating: "0", count: max(0, width - text.count)) + text.suffix(width)
        }
        let time = hexadecimal(UInt64(now), 12)
        let random = hexadecimal(dice.next(), 16)
        let variant = ["8", "9", "a", "b"][dice.below(4)]
        return
            "\(time.prefix(8))-\(time.suffix(4))-7\(random.prefix(3))-\(variant)\(random.dropFirst(3).prefix(3))"
            + "-\(hexadecimal(dice.next(), 12))"
    }
}
