/// What checks and folds need of one event as it stands in its text, in 64 bytes without a reference: a log of a million is
/// held in 64 MB. Names and lists of parties are numbers of the `Symbols` that it was read with.
package struct EventDigest: Sendable {
    /// All zeros where the text has no id of the right form.
    package var id: EventID
    /// Where it would stand if it answered nothing (section 2).
    package var place: Instant
    /// When it was recorded first (section 1); the beginning of 1970 where that cannot be read.
    package var firstTime: Instant
    private var storedPosition: UInt32
    /// Its dispute; 0 where it concerns the log and no dispute.
    package var dispute: UInt32
    /// Lists of parties; 0 is the empty one.
    package var actors: UInt32
    package var addressees: UInt32
    /// A date; 0 where there is none.
    package var due: UInt32
    private var storedLatestDay: Int32
    /// Where the ids begin that it names, among `Symbols.references`: those of `inResponseTo`, and then the target.
    package var references: UInt32
    /// The row of the vocabulary, counted from 0; the greatest number for a kind that this copy has never heard of.
    var kindNumber: UInt8
    private var flags: Flags
    private var storedReplies: UInt8
    /// Standing in the lower two bits, the word of its details in the others.
    private var words: UInt8

    private struct Flags: OptionSet {
        let rawValue: UInt8
        static let conditional = Flags(rawValue: 1)
        static let expectsReply = Flags(rawValue: 2)
        static let expectsNoReply = Flags(rawValue: 4)
        static let beginning = Flags(rawValue: 8)
        static let target = Flags(rawValue: 16)
        static let origin = Flags(rawValue: 32)
        /// More of it stands among `Symbols.rarities`.
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

    /// One beyond 32 bits, which only a log that was tampered with has, counts as the greatest of them.
    package var position: Int { Int(storedPosition) }

    /// nil for a kind that this copy has never heard of: it is shown, and moves nothing.
    package var kind: Kind? { kindNumber == .max ? nil : Vocabulary.kinds[Int(kindNumber)] }

    package var standing: Standing {
        get { Standing.allCases[Int(words & 3)] }
        set { words = words & ~3 | newValue.number }
    }

    /// The one word of `details` that its kind's effect asks for.
    package var outcome: Outcome {
        get { Outcome(rawValue: words >> 2) ?? .other }
        set { words = words & 3 | newValue.rawValue << 2 }
    }

    /// The UTC day of the latest instant of `occurred`, if it has one.
    package var latestDay: Day? {
        get { storedLatestDay == .min ? nil : Day(number: Int(storedLatestDay)) }
        set { storedLatestDay = newValue.map { Int32(clamping: $0.number) } ?? .min }
    }

    package var isConditional: Bool {
        get { flags.contains(.conditional) }
        set { set(.conditional, newValue) }
    }

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

    /// The last of its references is a target.
    package var hasTarget: Bool {
        get { flags.contains(.target) }
        set { set(.target, newValue) }
    }

    /// It came from another log.
    package var hasOrigin: Bool {
        get { flags.contains(.origin) }
        set { set(.origin, newValue) }
    }

    var isRare: Bool {
        get { flags.contains(.rare) }
        set { set(.rare, newValue) }
    }

    /// How many ids `inResponseTo` has; the greatest number stands for as many and more, which `Symbols.rarities` has.
    var shortReplyCount: UInt8 {
        get { storedReplies }
        set { storedReplies = newValue }
    }

    package var effects: KindEffects {
        Vocabulary.effects[min(Int(kindNumber), Vocabulary.effects.count - 1)]
    }

    package var isRecord: Bool { effects.isRecord }

    package var hasID: Bool { id != .none }

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
