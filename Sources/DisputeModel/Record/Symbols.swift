import CanonicalJSON

/// What the numbers in digests stand for (disputes, lists of parties, dates), and data that only few events have.
package struct Symbols: Sendable {
    var disputes = InternTable()
    var lists = InternTable()
    var dates = InternTable()
    /// The parties of each list, by its number in `lists`.
    var partyLists: [[Party]] = []
    /// The date for each text, by its number in `dates`; nil where the text is not a date.
    var dues: [Due?] = []
    /// The ids that each event names, one event after the other (`EventDigest.references`).
    var references: [EventID] = []
    /// By the position of the event.
    var extras: [Int: Extra] = [:]

    /// Data that only few events have.
    struct Extra: Sendable {
        /// The kind as written, where the vocabulary has no kind of that name.
        var kindName: String?
        /// The party that reports the event.
        var reporter: Party?
        /// The number of ids in `inResponseTo`, where the digest cannot hold it.
        var replyCount: Int?
        /// The id that the event had in the log where it was first recorded, if that was another log.
        var origin: EventID?
    }

    package init() {
        _ = disputes.intern("")
        _ = lists.intern("[]")
        _ = dates.intern("null")
        partyLists = [[]]
        dues = [nil]
    }

    /// The id of a dispute; empty for events that concern the log and no dispute.
    package func dispute(_ number: UInt32) -> String { disputes.string(Int(number)) }
    /// Whether the dispute of this number has exactly this id, byte for byte.
    package func isNamed(_ number: UInt32, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        disputes.holds(name, at: Int(number))
    }

    /// The parties of the list of this number.
    package func parties(_ number: UInt32) -> [Party] { partyLists[Int(number)] }
    /// The date of this number; nil for 0.
    package func due(_ number: UInt32) -> Due? { dues[Int(number)] }

    /// The ids in the event's `inResponseTo`.
    package func replies(of event: EventDigest) -> ArraySlice<EventID> {
        let start = Int(event.references)
        return references[start..<start + replyCount(of: event)]
    }

    /// The id of the event that a record event is about.
    package func target(of event: EventDigest) -> EventID? {
        event.hasTarget ? references[Int(event.references) + replyCount(of: event)] : nil
    }

    func replyCount(of event: EventDigest) -> Int {
        event.shortReplyCount < .max
            ? Int(event.shortReplyCount) : extras[event.position]?.replyCount ?? Int(event.shortReplyCount)
    }

    /// The kind as written.
    package func kindName(of event: EventDigest) -> String {
        (event.hasExtra ? extras[event.position]?.kindName : nil) ?? event.kind?.name ?? ""
    }

    /// The party that reports the event, where it is claimed and names one.
    package func reporter(of event: EventDigest) -> Party? {
        event.hasExtra ? extras[event.position]?.reporter : nil
    }

    /// The id that the event had in the log where it was first recorded, if that was another log.
    package func origin(of event: EventDigest) -> EventID? {
        event.hasOrigin ? extras[event.position]?.origin : nil
    }

    // MARK: Adding

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

    /// The number of a list of parties, which is added if it is new.
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
        // A value that is not a date counts as none.
        return dues[number] == nil ? 0 : UInt32(number)
    }

    mutating func due(_ due: Due?) -> UInt32 {
        guard let due else { return 0 }
        let (number, isNew) = dates.intern(due.json.canonical)
        if isNew { dues.append(due) }
        return UInt32(number)
    }

    mutating func add(_ id: EventID) { references.append(id) }

    mutating func note(_ event: inout EventDigest, _ change: (inout Extra) -> Void) {
        event.hasExtra = true
        change(&extras[event.position, default: Extra()])
    }

    mutating func forgetRarity(at position: Int) { if !extras.isEmpty { extras[position] = nil } }

    /// Drops what belongs to single events. The numbers of disputes, lists and dates stay valid. For a caller that
    /// reads one event after the other and keeps no digests.
    package mutating func forgetEvents() {
        references.removeAll(keepingCapacity: true)
        extras.removeAll(keepingCapacity: true)
    }
}

extension JSON {
    /// The JSON value at a range of a canonical text.
    static func value(_ range: Range<Int>, of text: RawSpan) -> JSON? {
        let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { bytes, count in
            for index in range { bytes[index - range.lowerBound] = text[index] }
            count = range.count
        }
        return bytes.withUnsafeBufferPointer { try? JSON.parse($0) }
    }
}
