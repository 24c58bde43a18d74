import CanonicalJSON

/// What digests name by numbers: disputes, lists of parties, dates; and what few events have.
package struct Symbols: Sendable {
    var disputes = InternTable()
    var lists = InternTable()
    var dates = InternTable()
    /// By the numbers of `lists` and `dates`.
    var partyLists: [[Party]] = []
    var dues: [Due?] = []
    /// The ids that events name, one event's behind the other's.
    var references: [EventID] = []
    /// By position.
    var rarities: [Int: Rarity] = [:]

    /// What few events have.
    struct Rarity: Sendable {
        /// The kind as it stands, where that is no kind of the vocabulary.
        var kindName: String?
        /// Who says that it happened.
        var reporter: Party?
        /// How many ids `inResponseTo` has, where they are very many.
        var replyCount: Int?
        /// The id that it was recorded with first, in another log.
        var origin: EventID?
    }

    package init() {
        _ = disputes.intern("")
        _ = lists.intern("[]")
        _ = dates.intern("null")
        partyLists = [[]]
        dues = [nil]
    }

    /// Empty for what concerns the log and no dispute.
    package func dispute(_ number: UInt32) -> String { disputes.string(Int(number)) }
    /// Whether a dispute has exactly this name.
    package func isNamed(_ number: UInt32, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        disputes.holds(name, at: Int(number))
    }

    package func parties(_ number: UInt32) -> [Party] { partyLists[Int(number)] }
    package func due(_ number: UInt32) -> Due? { dues[Int(number)] }

    /// The ids that the event's `inResponseTo` names.
    package func replies(of event: EventDigest) -> ArraySlice<EventID> {
        let start = Int(event.references)
        return references[start..<start + replyCount(of: event)]
    }

    package func target(of event: EventDigest) -> EventID? {
        event.hasTarget ? references[Int(event.references) + replyCount(of: event)] : nil
    }

    func replyCount(of event: EventDigest) -> Int {
        event.shortReplyCount < .max
            ? Int(event.shortReplyCount) : rarities[event.position]?.replyCount ?? Int(event.shortReplyCount)
    }

    package func kindName(of event: EventDigest) -> String {
        (event.isRare ? rarities[event.position]?.kindName : nil) ?? event.kind?.name ?? ""
    }

    package func reporter(of event: EventDigest) -> Party? {
        event.isRare ? rarities[event.position]?.reporter : nil
    }

    package func origin(of event: EventDigest) -> EventID? {
        event.hasOrigin ? rarities[event.position]?.origin : nil
    }

    // MARK: Making

    mutating func dispute(_ range: Range<Int>, of text: RawSpan) -> UInt32 {
        UInt32(disputes.intern(range, of: text).number)
    }

    mutating func dispute(_ name: String) -> UInt32 { UInt32(disputes.intern(name).number) }

    /// - Parameter range: where the list stands in a canonical text.
    mutating func parties(_ range: Range<Int>, of text: RawSpan) -> UInt32 {
        let (number, isNew) = lists.intern(range, of: text)
        if isNew {
            partyLists.append((JSON.value(range, of: text)?.strings ?? []).compactMap { Party($0) })
        }
        return UInt32(number)
    }

    package mutating func parties(_ parties: [Party]) -> UInt32 {
        guard !parties.isEmpty else { return 0 }
        let list = JSON.array(parties.map { .string($0.reference) })
        let (number, isNew) = lists.intern(list.canonical)
        if isNew { partyLists.append(parties) }
        return UInt32(number)
    }

    mutating func due(_ range: Range<Int>, of text: RawSpan) -> UInt32 {
        let (number, isNew) = dates.intern(range, of: text)
        if isNew { dues.append(Due(JSON.value(range, of: text))) }
        // What is no date is none.
        return dues[number] == nil ? 0 : UInt32(number)
    }

    mutating func due(_ due: Due?) -> UInt32 {
        guard let due else { return 0 }
        let (number, isNew) = dates.intern(due.json.canonical)
        if isNew { dues.append(due) }
        return UInt32(number)
    }

    mutating func add(_ id: EventID) { references.append(id) }

    mutating func note(_ event: inout EventDigest, _ change: (inout Rarity) -> Void) {
        event.isRare = true
        change(&rarities[event.position, default: Rarity()])
    }

    mutating func forgetRarity(at position: Int) { if !rarities.isEmpty { rarities[position] = nil } }

    /// Forgets what single events name; numbers keep their meaning. For who reads one event after the other and keeps none.
    package mutating func forgetEvents() {
        references.removeAll(keepingCapacity: true)
        rarities.removeAll(keepingCapacity: true)
    }
}

extension JSON {
    /// The value that stands there in a canonical text.
    static func value(_ range: Range<Int>, of text: RawSpan) -> JSON? {
        let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { bytes, count in
            for index in range { bytes[index - range.lowerBound] = text[index] }
            count = range.count
        }
        return bytes.withUnsafeBufferPointer { try? JSON.parse($0) }
    }
}
