import DisputeModel

// How the fold's values are written into a column or a snapshot. Pencil: when a form changes, `Rules.packing` is raised
// and everything is drawn again.

extension Condition {
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

    package init?(packed: [UInt8]) {
        guard let condition = try? ByteReader.whole(packed, { try $0.condition() }) else { return nil }
        self = condition
    }
}

extension Obligation {
    var packed: [UInt8] {
        var writer = ByteWriter()
        writer.write(order)
        writer.write(dispute)
        writer.write(kindName)
        writer.write(owedBy) { $0.write($1) }
        writer.write(owedTo) { $0.write($1) }
        writer.write(hasBeginning)
        writer.write(due)
        writer.write(dealings) { $0.write($1) }
        return writer.bytes
    }

    init(packed: [UInt8]) throws { self = try ByteReader.whole(packed) { try $0.obligation() } }
}

extension Opening {
    var packed: [UInt8] {
        var writer = ByteWriter()
        writer.write(self)
        return writer.bytes
    }

    init(packed: [UInt8]) throws { self = try ByteReader.whole(packed) { try $0.opening() } }
}

extension [FamilyFold.Dispute.Measure] {
    var packed: [UInt8] {
        var writer = ByteWriter()
        writer.write(self) {
            $0.write($1.cause)
            $0.write($1.level)
        }
        return writer.bytes
    }

    init(packed: [UInt8]) throws {
        self = try ByteReader.whole(packed) { reader in
            try reader.list { Element(cause: try $0.number(), level: try $0.level()) }
        }
    }
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

    mutating func write(_ dealing: Obligation.Dealing) {
        write(dealing.order)
        write(dealing.state.rawValue)
        write(dealing.due)
        write(dealing.lapsedFrom?.rawValue ?? "")
        write(dealing.isReply)
    }

    mutating func write(_ act: Act) {
        write(act.order)
        write(act.dispute)
        write(act.kindName)
        write(act.kind?.name ?? "")
        write(act.standing.rawValue)
        write(act.actors) { $0.write($1) }
        write(act.addressees) { $0.write($1) }
        write(act.reporter?.reference ?? "")
        write(act.replies) { $0.write($1) }
        write(act.target)
        write(act.isConditional)
        write(act.expectsReply.map { $0 ? 1 : 0 })
        write(act.due)
        write(act.outcome)
        write(act.acceptsProposal)
        write(act.latestDay?.number)
        write(act.hasBeginning)
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

    mutating func write(_ entry: FamilyRecord.Entry) {
        write(entry.order)
        write(entry.dispute)
        write(entry.origin?.description ?? "")
        write(entry.target)
        write((entry.isRetracted ? 1 : 0) | (entry.isCorrected ? 2 : 0) | (entry.isApplied ? 4 : 0))
    }
}

extension Instant {
    /// As it was kept in a column or a snapshot: never so far from every year of the record, as a damaged number may be,
    /// that it could not be reckoned with.
    init(kept milliseconds: Int) {
        let bounds = Day(kept: .min).start.milliseconds...Day(kept: .max).start.milliseconds
        self.init(milliseconds: min(max(milliseconds, bounds.lowerBound), bounds.upperBound))
    }
}

extension Day {
    /// The same for a day; the years 0000 to 9999 lie well within.
    init(kept number: Int) { self.init(number: min(max(number, -800_000), 3_000_000)) }
}

extension ByteReader {
    /// A temperature.
    mutating func level() throws -> Int {
        let level = try number()
        guard (0...10).contains(level) else { throw Malformed() }
        return level
    }

    /// What lies beyond every year of the record is damaged.
    mutating func instant() throws -> Instant {
        let milliseconds = try number()
        let instant = Instant(kept: milliseconds)
        guard instant.milliseconds == milliseconds else { throw Malformed() }
        return instant
    }

    mutating func day() throws -> Day {
        let number = try number()
        let day = Day(kept: number)
        guard day.number == number else { throw Malformed() }
        return day
    }

    mutating func phase() throws -> Phase {
        let index = try number()
        guard Phase.allCases.indices.contains(index) else { throw Malformed() }
        return Phase.allCases[index]
    }

    mutating func condition() throws -> Condition {
        Condition(
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

    /// A string that is empty where there is no value.
    mutating func optional<Value>(_ make: (String) -> Value?) throws -> Value? {
        let string = try string()
        guard !string.isEmpty else { return nil }
        guard let value = make(string) else { throw Malformed() }
        return value
    }

    mutating func order() throws -> CourseOrder {
        CourseOrder(place: try instant(), firstTime: try instant(), position: try number())
    }

    mutating func obligation() throws -> Obligation {
        Obligation(
            order: try order(), dispute: try string(), kindName: try string(),
            owedBy: try list { try $0.party() }, owedTo: try list { try $0.party() },
            hasBeginning: try flag(), due: try due(),
            dealings: try list { try $0.dealing() })
    }

    mutating func dealing() throws -> Obligation.Dealing {
        Obligation.Dealing(
            order: try order(), state: try value(Obligation.State.self),
            due: try due(), lapsedFrom: try optional(Obligation.State.init), isReply: try flag())
    }

    mutating func act() throws -> Act {
        let order = try order()
        return Act(
            position: order.position, dispute: try string(), place: order.place, firstTime: order.firstTime,
            kindName: try string(), kind: try optional(Vocabulary.kind), standing: try value(Standing.self),
            actors: try list { try $0.party() }, addressees: try list { try $0.party() },
            reporter: try optional { Party($0) }, replies: try list { try $0.number() },
            target: try optionalNumber(),
            isConditional: try flag(), expectsReply: try flag() ? try flag() : nil, due: try due(),
            outcome: try string(), acceptsProposal: try flag(),
            latestDay: try flag() ? try day() : nil, hasBeginning: try flag())
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

    mutating func entry() throws -> FamilyRecord.Entry {
        let (order, dispute) = (try order(), try string())
        let origin = try optional { EventID($0) }
        let target = try optionalNumber()
        let flags = try number()
        guard (0...7).contains(flags) else { throw Malformed() }
        return FamilyRecord.Entry(
            position: order.position, dispute: dispute, place: order.place, firstTime: order.firstTime,
            target: target, isRetracted: flags & 1 != 0, isCorrected: flags & 2 != 0, origin: origin,
            isApplied: flags & 4 != 0)
    }
}
