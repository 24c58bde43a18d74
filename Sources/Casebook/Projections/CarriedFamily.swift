import DisputeModel
import EventLog
import SQLite

/// A family as the projector carries it on while events are filed in it.
struct CarriedFamily {
    let id: String
    var openings: [String: Opening]
    /// Knows those obligations that have been asked for, and those that were opened since.
    var fold: FamilyFold
    /// Where the last act stands that was folded; nil before the first.
    var last: CourseOrder?
    /// Disputes all of whose obligations the fold knows.
    var recalled: Set<String> = []
    /// Where the fold has to be done anew from: an act was filed or changed that stands before the last one folded.
    private(set) var refoldsFrom: CourseOrder?
    /// The obligations with which an act dealt that now deals with others or none, and the disputes that it had ended or
    /// reopened; and what it opened itself.
    private(set) var revisited: Set<Int> = []
    private(set) var revisitedDisputes: Set<String> = []
    private(set) var changedOpeners: Set<Int> = []
    /// Acts that were filed and that no fold has taken yet.
    private(set) var unfolded: Set<Int> = []
    /// What is known of earlier events has changed, and other events' places with it.
    var isAmended = false

    init(id: String, openings: [String: Opening], fold: FamilyFold, last: CourseOrder?) {
        self.id = id
        self.openings = openings
        self.fold = fold
        self.last = last
    }

    /// The fold has to be done anew from this act on.
    mutating func refold(from act: Act) {
        refoldsFrom = min(refoldsFrom ?? act.order, act.order)
        unfolded.insert(act.position)
    }

    /// The same from an act as it was known until now, which is known otherwise from now on, or no more.
    mutating func refold(without act: Act) {
        refold(from: act)
        changedOpeners.insert(act.position)
        if act.replyEffect != nil { revisited.formUnion(act.replies) }
        if act.mayEndOrReopen { revisitedDisputes.insert(act.dispute) }
    }

    /// Whether there are only new acts to be folded, and none that was there before is known otherwise or no more.
    var hasOnlyNewActs: Bool {
        revisited.isEmpty && revisitedDisputes.isEmpty && changedOpeners.isEmpty
    }

    mutating func noteFolded(_ act: Act) { unfolded.remove(act.position) }

    /// Begins its fold again where it has to be done anew.
    mutating func begin(from disputes: [String: FamilyFold.Dispute], last: CourseOrder?) {
        fold = FamilyFold(disputes: disputes, obligations: [])
        self.last = last
        recalled = []
    }

    /// The fold, done anew, has come to where it was before: it stands again at the course's end, and knows of obligations
    /// only those that have changed on the way.
    mutating func rejoin(_ disputes: [String: FamilyFold.Dispute], last: CourseOrder?, changed: [Obligation])
    {
        fold = FamilyFold(disputes: disputes, obligations: changed)
        fold.touched = Set(changed.map(\.opener))
        self.last = last
        recalled = []
    }

    /// It has been done.
    mutating func end() {
        unfolded = []
        refoldsFrom = nil
        revisited = []
        revisitedDisputes = []
        changedOpeners = []
    }
}

extension CourseOrder {
    /// Where what comes after it may stand at first; nil after the last of all, which a damaged row may have.
    var next: CourseOrder? {
        if position < .max {
            return CourseOrder(place: place, firstTime: firstTime, position: position + 1)
        }
        if firstTime.milliseconds < .max {
            return CourseOrder(
                place: place, firstTime: Instant(milliseconds: firstTime.milliseconds + 1), position: .min)
        }
        guard place.milliseconds < .max else { return nil }
        return CourseOrder(
            place: Instant(milliseconds: place.milliseconds + 1), firstTime: Instant(milliseconds: .min),
            position: .min)
    }

    /// As a row has it: place, first time and position.
    var cells: [Cell] {
        [.number(place.milliseconds), .number(firstTime.milliseconds), .number(position)]
    }
}
