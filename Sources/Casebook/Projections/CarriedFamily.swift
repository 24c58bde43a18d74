import DisputeModel

/// A family as the projector carries it on while events are filed in it.
struct CarriedFamily {
    let id: String
    var openings: [String: Opening]
    /// Knows those obligations that have been asked for, and those that were opened since.
    var fold: FamilyFold
    /// Of the last act folded.
    var lastPlace: Int
    /// Disputes all of whose obligations the fold knows.
    var recalled: Set<String> = []
    /// The first, in order of place, of the acts that have been filed and not folded, as one of them stands before the last
    /// one folded.
    private(set) var firstLate: Step?
    /// What is known of earlier events has changed, places too.
    var isAmended = false

    /// Where an act stands in the course of its family.
    struct Step: Comparable {
        let place: Int
        let position: Int

        static func < (left: Step, right: Step) -> Bool {
            left.place != right.place ? left.place < right.place : left.position < right.position
        }
    }

    init(id: String, openings: [String: Opening], fold: FamilyFold, lastPlace: Int) {
        self.id = id
        self.openings = openings
        self.fold = fold
        self.lastPlace = lastPlace
    }

    mutating func noteLate(_ act: Act) {
        let step = Step(place: act.place.milliseconds, position: act.position)
        firstLate = min(firstLate ?? step, step)
    }

    /// Begins its fold again at the first late act.
    mutating func begin(from disputes: [String: FamilyFold.Dispute]) {
        fold = FamilyFold(disputes: disputes, obligations: [])
        recalled = []
        firstLate = nil
    }
}
