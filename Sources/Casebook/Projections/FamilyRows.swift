import CanonicalJSON
import DisputeModel
import EventLog
import GRDB

/// One family as the projections hold it: rows drawn from its record, to be written or to be compared.
struct FamilyRows: Equatable {
    var entries: [Int: EntryRow] = [:]
    var disputes: [String: DisputeRow] = [:]
    var obligations: [Int: ObligationRow] = [:]
    var keptDates: [Int: KeptDateRow] = [:]

    struct EntryRow: Equatable {
        var dispute: String
        var place: Int
        var flags: Int
        var target: Int?
        var condition: [UInt8]?

        static let retracted = 1
        static let corrected = 2
        static let applied = 4
        static let changesPhase = 8
    }

    struct DisputeRow: Equatable {
        var opening: Opening
        var state: FamilyFold.Dispute
        var lastPlace: Int
    }

    struct ObligationRow: Equatable {
        var obligation: Obligation
    }

    struct KeptDateRow: Equatable {
        var dispute: String
        var place: Int
        var due: Due
    }

    init() {}

    /// Folds the record from its beginning.
    init(_ record: FamilyRecord) {
        var fold = FamilyFold(record.openings)
        for entry in record.entries {
            let flags =
                (entry.isRetracted ? EntryRow.retracted : 0) | (entry.isCorrected ? EntryRow.corrected : 0)
                | (entry.isApplied ? EntryRow.applied : 0)
            entries[entry.position] = EntryRow(
                dispute: entry.dispute, place: entry.place.milliseconds, flags: flags, target: entry.target)
        }
        for act in record.acts {
            if let condition = fold.take(act) { note(condition, after: act) }
            note(dateIn: act)
        }
        let lastPlace = record.acts.last?.place.milliseconds ?? .min
        for opening in record.openings {
            if let state = fold.disputes[opening.dispute] {
                disputes[opening.dispute] = DisputeRow(opening: opening, state: state, lastPlace: lastPlace)
            }
        }
        obligations = fold.obligations.mapValues(ObligationRow.init)
    }

    mutating func note(_ condition: Condition, after act: Act) {
        entries[act.position]?.condition = condition.packed
        if condition.phaseCause == act.position {
            entries[act.position]?.flags |= EntryRow.changesPhase
        }
    }

    mutating func note(dateIn act: Act) {
        guard let due = act.due, !act.isRecord, Obligation.opens(act) == false,
            act.kind?.reply != .extends, act.kind?.reply != .reminds
        else { return }
        var bare = due
        if case .about(let day, _) = due { bare = .about(day, note: nil) }
        keptDates[act.position] = KeptDateRow(dispute: act.dispute, place: act.place.milliseconds, due: bare)
    }
}
