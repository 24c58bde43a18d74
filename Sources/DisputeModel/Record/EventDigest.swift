/// What checks and the fold need of one event, in 64 bytes without references, so that a million events take 64 MB.
/// Disputes, lists of parties and dates are numbers of the `Symbols` that the event was read with.
package struct EventDigest: Sendable {
    /// All zeros where the text has no well-formed id.
    package var id: EventID
    /// The place before replies are considered (section 2). `FamilyRecord` replaces it by the final place.
    package var place: Instant
    /// When the event was first recorded (section 1); the start of 1970 where that cannot be read.
    package var firstTime: Instant
    private var storedPosition: UInt32
    /// The number of the dispute; 0 where the event concerns the log and no dispute.
    package var dispute: UInt32
    /// The number of the list of actors; 0 is the empty list.
    package var actors: UInt32
    /// The number of the list of addressees; 0 is the empty list.
    package var addressees: UInt32
    /// The number of the due date; 0 where there is none.
    package var due: UInt32
    private var storedLatestDay: Int32
    /// The index in `Symbols.references` of the first id that the event names. The ids of `inResponseTo` come first,
    /// then the target.
    package var references: UInt32
    /// The row of the vocabulary, counted from 0; the greatest number for a kind that this version does not know.
    var kindNumber: UInt8
    private var flags: Flags
    private var storedReplies: UInt8
    /// The standing in the lower two bits, the outcome in the others.
    private var words: UInt8

    private struct Flags: OptionSet {
        let rawValue: UInt8
        static let conditional = Flags(rawValue: 1)
        static let expectsReply = Flags(rawValue: 2)
        static let expectsNoReply = Flags(rawValue: 4)
        static let beginning = Flags(rawValue: 8)
        static let target = Flags(rawValue: 16)
        static let origin = Flags(rawValue: 32)
        /// `Symbols.rarities` has more about the event.
        static let rare = Flags(rawValue: 64)
    }

    init(position: Int) {
        id = .none
        (place, firstTime) = (Instant(milliseconds: 0), Instant(milliseconds: 0))
        storedPosition = UInt32(clamping: position)
        (dispute, actors, addressees, due, references) = (0, 0, 0, 0, 0)
        storedLatestDay = .min
        kindNumber = .max
        flags = []
        (storedReplies, words) = (0, 0)
    }

    /// The position in the log. A position beyond 32 bits, which only a tampered log has, counts as the greatest of
    /// 32 bits.
    package var position: Int { Int(storedPosition) }

    /// nil for a kind that this version does not know: such an event is shown, but changes nothing.
    package var kind: Kind? { kindNumber == .max ? nil : Vocabulary.kinds[Int(kindNumber)] }

    /// How well established the event is; `asserted` where its text gives no standing.
    package var standing: Standing {
        get { Standing.allCases[Int(words & 3)] }
        set { words = words & ~3 | newValue.number }
    }

    /// The word of `details` that the effects of the kind depend on.
    package var outcome: Outcome {
        get { Outcome(rawValue: words >> 2) ?? .other }
        set { words = words & 3 | newValue.rawValue << 2 }
    }

    /// The UTC day of the latest instant of `occurred`, if it has one.
    package var latestDay: Day? {
        get { storedLatestDay == .min ? nil : Day(number: Int(storedLatestDay)) }
        set { storedLatestDay = newValue.map { Int32(clamping: $0.number) } ?? .min }
    }

    /// The event has a `condition`.
    package var isConditional: Bool {
        get { flags.contains(.conditional) }
        set { set(.conditional, newValue) }
    }

    /// What the event says about expecting a reply; nil where it says nothing.
    package var expectsReply: Bool? {
        get { flags.contains(.expectsReply) ? true : flags.contains(.expectsNoReply) ? false : nil }
        set {
            set(.expectsReply, newValue == true)
            set(.expectsNoReply, newValue == false)
        }
    }

    /// `occurred` has a beginning, so the days since then can be counted.
    package var hasBeginning: Bool {
        get { flags.contains(.beginning) }
        set { set(.beginning, newValue) }
    }

    /// The event has a target, which is the last of its references.
    package var hasTarget: Bool {
        get { flags.contains(.target) }
        set { set(.target, newValue) }
    }

    /// The event was copied from another log.
    package var hasOrigin: Bool {
        get { flags.contains(.origin) }
        set { set(.origin, newValue) }
    }

    var hasExtra: Bool {
        get { flags.contains(.rare) }
        set { set(.rare, newValue) }
    }

    /// The number of ids in `inResponseTo`. The greatest number stands for that many or more: then `Symbols.rarities`
    /// has the exact count.
    var shortReplyCount: UInt8 {
        get { storedReplies }
        set { storedReplies = newValue }
    }

    /// The effects of the kind; `KindEffects.none` for a kind that this version does not know.
    package var effects: KindEffects {
        Vocabulary.effects[min(Int(kindNumber), Vocabulary.effects.count - 1)]
    }

    /// The event is a record event, not an act.
    package var isRecord: Bool { effects.isRecord }

    package var hasID: Bool { id != .none }

    /// The order within the family. It changes when `FamilyRecord` sets the final place.
    package var order: CourseOrder { CourseOrder(place: place, firstTime: firstTime, position: position) }

    private mutating func set(_ flag: Flags, _ isSet: Bool) {
        if isSet { flags.insert(flag) } else { flags.remove(flag) }
    }
}

extension Standing {
    fileprivate var number: UInt8 {
        switch self {
        case .asserted: 0
        case .claimed: 1
        case .alleged: 2
        case .hedged: 3
        }
    }
}
