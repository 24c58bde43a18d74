import DisputeModel
import EventLog

/// One family as the projections hold it: rows drawn from its record, to be written or to be compared.
struct FamilyRows: Sendable {
    let family: String
    /// In order of their disputes' numbers, and of position.
    private(set) var entries: [EntryRow] = []
    /// In order of their numbers.
    private(set) var disputes: [DisputeRow] = []
    /// In order of their openers.
    private(set) var obligations: [ObligationRow] = []
    /// In order of position.
    private(set) var keptDates: [KeptDateRow] = []

    struct EntryRow: Sendable {
        let position: Int
        /// Its dispute's, which is the position of the opening; 0 for what concerns the log itself.
        var dispute: Int
        var place: Int
        var firstTime: Int
        var flags: Int
        var target: Int?
        /// The id that it was recorded with first, if it came from another log.
        var origin: EventID?
        /// After it; nil where it is no step of the fold.
        var condition: Condition?

        static let retracted = 1
        static let corrected = 2
        static let applied = 4
        static let changesPhase = 8
        static let changesMeasures = 16
    }

    struct DisputeRow: Sendable {
        let family: String
        let opening: Opening
        let state: FamilyFold.Dispute
        /// Where the last step in the family stands; nil where there is none.
        let last: CourseOrder?

        var number: Int { opening.position }
    }

    struct ObligationRow: Sendable {
        let dispute: Int
        let obligation: Obligation
    }

    struct KeptDateRow: Sendable {
        let position: Int
        let dispute: Int
        let place: Int
        let due: Due
    }

    /// Folds the record from its beginning.
    init(_ record: FamilyRecord, of family: String) {
        self.family = family
        // Of two openings of one dispute, which only a log that was tampered with has, the later stands, as in the fold.
        let openings = Dictionary(record.openings.map { ($0.dispute, $0) }, uniquingKeysWith: { $1 })
        let numbers = openings.mapValues(\.position)
        entries = record.entries.map { entry in
            EntryRow(
                position: entry.position, dispute: numbers[entry.dispute] ?? 0,
                place: entry.place.milliseconds, firstTime: entry.firstTime.milliseconds,
                flags: (entry.isRetracted ? EntryRow.retracted : 0)
                    | (entry.isCorrected ? EntryRow.corrected : 0)
                    | (entry.isApplied ? EntryRow.applied : 0), target: entry.target,
                origin: entry.origin)
        }
        var fold = FamilyFold(record.openings)
        for act in record.acts {
            if let condition = fold.take(act), let index = index(of: act.position) {
                entries[index].note(condition, changesMeasures: fold.hasChangedMeasures)
            }
            if let date = KeptDateRow(in: act, dispute: numbers[act.dispute] ?? 0) { keptDates.append(date) }
        }
        if numbers.count > 1 {
            entries.sort { ($0.dispute, $0.position) < ($1.dispute, $1.position) }
        }
        for opening in openings.values.sorted(by: { $0.position < $1.position }) {
            if let state = fold.disputes[opening.dispute] {
                disputes.append(
                    DisputeRow(
                        family: family, opening: opening, state: state, last: record.acts.last?.order))
            }
        }
        obligations = fold.obligations.values.sorted { $0.opener < $1.opener }.map {
            ObligationRow(dispute: numbers[$0.dispute] ?? 0, obligation: $0)
        }
        keptDates.sort { $0.position < $1.position }
    }

    /// The place of an event's row while they stand in log order.
    private func index(of position: Int) -> Int? {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].position < position { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].position == position ? low : nil
    }
}

extension FamilyRows.EntryRow {
    mutating func note(_ condition: Condition, changesMeasures: Bool) {
        self.condition = condition
        if condition.phaseCause == position { flags |= Self.changesPhase }
        if changesMeasures { flags |= Self.changesMeasures }
    }

    /// Of an event that concerns the log itself: it has a place, and moves nothing.
    static func ofLog(_ event: LoggedEvent) -> Self {
        let time = event.act.firstTime.milliseconds
        return Self(
            position: event.position, dispute: 0, place: time, firstTime: time, flags: applied,
            origin: event.origin.map(\.id))
    }

    var order: CourseOrder {
        CourseOrder(
            place: Instant(milliseconds: place), firstTime: Instant(milliseconds: firstTime),
            position: position)
    }
}

extension FamilyRows.KeptDateRow {
    /// The date that an act names and by which nobody owes an answer, if it does.
    init?(in act: Act, dispute: Int) {
        guard var due = act.due, !act.isRecord, !Obligation.opens(act), act.kind?.reply != .extends,
            act.kind?.reply != .reminds
        else { return nil }
        if case .about(let day, _) = due { due = .about(day, note: nil) }
        self.init(position: act.position, dispute: dispute, place: act.place.milliseconds, due: due)
    }
}
