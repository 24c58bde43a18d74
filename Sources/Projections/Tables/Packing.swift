import DisputeModel

// The binary forms of the fold's values in columns and snapshots. When a form changes, `Rules.revision` has
// to be raised, so that the projections are rebuilt.

extension DisputeState {
    /// The state in its binary form.
    package var packed: [UInt8] {
        var writer = ByteWriter()
        writer.write(Phase.allCases.firstIndex(of: phase) ?? 0)
        writer.write(phaseSince?.milliseconds)
        writer.write(phaseCause)
        writer.write(assessed.flatMap { Phase.allCases.firstIndex(of: $0) })
        writer.write(level)
        writer.write(peak)
        writer.write(peakCause)
        writer.write(lastAct?.number)
        writer.write(reopened?.milliseconds)
        return writer.bytes
    }

    /// Decodes a state; nil if the bytes are malformed.
    package init?(packed: [UInt8]) {
        guard let disputeState = try? ByteReader.whole(packed, { try $0.disputeState() }) else { return nil }
        self = disputeState
    }
}

extension Obligation {
    /// The obligation without the ends and reopenings of its dispute, and without the state that follows from
    /// them.
    var packed: [UInt8] {
        var writer = ByteWriter()
        writer.write(order)
        writer.write(dispute)
        writer.write(kindName)
        writer.write(owedBy) { $0.write($1) }
        writer.write(owedTo) { $0.write($1) }
        writer.write(hasBeginning)
        writer.write(due)
        writer.write(replies) { $0.write($1) }
        return writer.bytes
    }

    init(packed: [UInt8]) throws { self = try ByteReader.whole(packed) { try $0.obligation() } }
}

extension FoldState {
    var packed: [UInt8] {
        var writer = ByteWriter()
        writer.write(self)
        return writer.bytes
    }

    init(packed: [UInt8]) throws { self = try ByteReader.whole(packed) { try $0.foldState() } }
}

extension Measure {
    var packed: [UInt8] {
        var writer = ByteWriter()
        writer.write(began)
        writer.write(reliefs) { $0.write($1) }
        return writer.bytes
    }

    init(level: Int, packed: [UInt8]) throws {
        self = try ByteReader.whole(packed) { reader in
            Self(level: level, began: try reader.order(), reliefs: try reader.list { try $0.order() })
        }
    }
}

extension Opening {
    var packed: [UInt8] {
        var writer = ByteWriter()
        writer.write(self)
        return writer.bytes
    }

    init(packed: [UInt8]) throws { self = try ByteReader.whole(packed) { try $0.opening() } }
}

extension ByteWriter {
    mutating func write(_ party: Party) { write(party.reference) }

    mutating func write(_ order: CourseOrder) {
        write(order.place.milliseconds)
        write(order.firstTime.milliseconds)
        write(order.position)
    }

    mutating func write(_ due: Due?) {
        switch due {
        case nil: write(0)
        case .on(let day):
            write(1)
            write(day.number)
        case .about(let day, let note):
            write(note == nil ? 2 : 3)
            write(day.number)
            if let note { write(note) }
        }
    }

    mutating func write(_ reply: Obligation.Reply) {
        write(reply.order)
        write(reply.effect.rawValue)
        write(reply.due)
        write(Int(reply.outcome.rawValue))
    }

    mutating func write(_ disputeState: DisputeState) {
        write(Phase.allCases.firstIndex(of: disputeState.phase) ?? 0)
        write(disputeState.phaseSince?.milliseconds)
        write(disputeState.phaseCause)
        write(disputeState.assessed.flatMap { Phase.allCases.firstIndex(of: $0) })
        write(disputeState.level)
        write(disputeState.peak)
        write(disputeState.peakCause)
        write(disputeState.lastAct?.number)
        write(disputeState.reopened?.milliseconds)
    }

    mutating func write(_ id: EventID) { for byte in id.bytes { write(byte: byte) } }

    mutating func write(_ id: EventID?) {
        write(id != nil)
        if let id { write(id) }
    }

    /// The digest, with strings in place of its symbols.
    mutating func write(_ event: EventDigest, _ symbols: Symbols) {
        write(event.order)
        write(event.id)
        write(symbols.dispute(event.dispute))
        write(symbols.kindName(of: event))
        write(event.kind?.name ?? "")
        write(event.standing.rawValue)
        write(symbols.parties(event.actors)) { $0.write($1) }
        write(symbols.parties(event.addressees)) { $0.write($1) }
        write(symbols.reporter(of: event)?.reference ?? "")
        write(Array(symbols.replies(of: event))) { $0.write($1) }
        write(symbols.target(of: event))
        write(symbols.origin(of: event))
        write(event.isConditional)
        write(event.expectsReply.map { $0 ? 1 : 0 })
        write(symbols.due(event.due))
        write(Int(event.outcome.rawValue))
        write(event.latestDay?.number)
        write(event.hasBeginning)
    }

    mutating func write(_ opening: Opening) {
        write(opening.position)
        write(opening.id)
        write(opening.dispute)
        write(opening.title)
        write(opening.sides.sides) { writer, side in
            writer.write(side.name)
            writer.write(side.members) { $0.write($1) }
        }
        write(opening.recordedOn.number)
        write(opening.beginning.number)
    }
}

extension Instant {
    /// An instant from a column or snapshot. A damaged number is clamped to a range around all valid years,
    /// so that computing with it cannot overflow.
    package init(kept milliseconds: Int) {
        let bounds = Day(kept: .min).start.milliseconds...Day(kept: .max).start.milliseconds
        self.init(milliseconds: min(max(milliseconds, bounds.lowerBound), bounds.upperBound))
    }
}

extension Day {
    /// A day from a column or snapshot, clamped like an instant. The years 0000 to 9999 are well within the
    /// range.
    package init(kept number: Int) { self.init(number: min(max(number, -800_000), 3_000_000)) }
}

extension ByteReader {
    /// A level of temperature, 0 to 10.
    mutating func level() throws -> Int {
        let level = try number()
        guard (0...10).contains(level) else { throw Malformed() }
        return level
    }

    /// An instant. It is malformed if it is outside the range of `Instant(kept:)`.
    mutating func instant() throws -> Instant { try instant(number()) }

    func instant(_ milliseconds: Int) throws -> Instant {
        let instant = Instant(kept: milliseconds)
        guard instant.milliseconds == milliseconds else { throw Malformed() }
        return instant
    }

    mutating func day() throws -> Day { try day(number()) }

    func day(_ number: Int) throws -> Day {
        let day = Day(kept: number)
        guard day.number == number else { throw Malformed() }
        return day
    }

    mutating func phase() throws -> Phase {
        let index = try number()
        guard Phase.allCases.indices.contains(index) else { throw Malformed() }
        return Phase.allCases[index]
    }

    mutating func disputeState() throws -> DisputeState {
        DisputeState(
            phase: try phase(), phaseSince: try flag() ? try instant() : nil, phaseCause: try number(),
            assessed: try flag() ? try phase() : nil, level: try level(), peak: try level(),
            peakCause: try optionalNumber(), lastAct: try flag() ? try day() : nil,
            reopened: try flag() ? try instant() : nil)
    }

    mutating func party() throws -> Party {
        guard let party = Party(try string()) else { throw Malformed() }
        return party
    }

    mutating func due() throws -> Due? {
        switch try number() {
        case 0: nil
        case 1: .on(try day())
        case 2: .about(try day(), note: nil)
        case 3: .about(try day(), note: try string())
        default: throw Malformed()
        }
    }

    /// Reads a string and converts it; nil if it is empty.
    mutating func optional<Value>(_ make: (String) -> Value?) throws -> Value? {
        let string = try string()
        guard !string.isEmpty else { return nil }
        guard let value = make(string) else { throw Malformed() }
        return value
    }

    mutating func order() throws -> CourseOrder {
        CourseOrder(place: try instant(), firstTime: try instant(), position: try Self.position(number()))
    }

    /// A position in the log as it is stored in derived rows; 0 stands for none. Greater numbers are in no log, and could
    /// overflow in what is reckoned from them.
    static func position(_ number: Int) throws -> Int {
        guard (0...1 << 53).contains(number) else { throw Malformed() }
        return number
    }

    mutating func obligation() throws -> Obligation {
        Obligation(
            order: try order(), dispute: try string(), kindName: try string(),
            owedBy: try list { try $0.party() }, owedTo: try list { try $0.party() },
            hasBeginning: try flag(), due: try due(), replies: try list { try $0.reply() })
    }

    mutating func reply() throws -> Obligation.Reply {
        Obligation.Reply(
            order: try order(), effect: try value(ReplyEffect.self), due: try due(), outcome: try outcome())
    }

    mutating func outcome() throws -> Outcome {
        guard let number = UInt8(exactly: try number()), let outcome = Outcome(rawValue: number) else {
            throw Malformed()
        }
        return outcome
    }

    mutating func id() throws -> EventID { EventID(bytes: try bytes(16)) }

    mutating func event(_ symbols: inout Symbols, _ lists: inout PartyLists) throws -> EventDigest {
        let (order, id) = (try order(), try id())
        // A digest stores its position in 32 bits.
        guard UInt32(exactly: order.position) != nil else { throw Malformed() }
        return try symbols.digest(
            at: order, id: id, dispute: string(), kindName: string(), kind: optional { Vocabulary.kind($0) },
            standing: value(Standing.self), actors: parties(&symbols, &lists),
            addressees: parties(&symbols, &lists), reporter: optional { Party($0) },
            replies: list { try $0.id() }, target: flag() ? self.id() : nil,
            origin: flag() ? self.id() : nil, isConditional: flag(),
            expectsReply: flag() ? flag() : nil, due: due(), outcome: outcome(),
            latestDay: flag() ? day() : nil, hasBeginning: flag())
    }

    /// Reads a list of parties and returns its symbol.
    private mutating func parties(_ symbols: inout Symbols, _ lists: inout PartyLists) throws -> UInt32 {
        let names = try list { try $0.stringNumber() }
        if let known = lists[names] { return known }
        let parties = try names.map { name in
            guard let party = string(numbered: name).flatMap({ Party($0) }) else { throw Malformed() }
            return party
        }
        let symbol = symbols.parties(parties)
        lists[names] = symbol
        return symbol
    }

    mutating func opening() throws -> Opening {
        Opening(
            position: try number(), id: try string(), dispute: try string(), title: try string(),
            sides: Sides(
                try list { reader in
                    Sides.Side(name: try reader.string(), members: try reader.list { try $0.party() })
                }),
            recordedOn: try day(), beginning: try day())
    }
}
