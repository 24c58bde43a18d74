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
        var reader = ByteReader(packed)
        func phase(_ index: Int) throws -> Phase {
            guard Phase.allCases.indices.contains(index) else { throw ByteReader.Malformed() }
            return Phase.allCases[index]
        }
        do {
            self.init(
                phase: try phase(reader.number()),
                phaseSince: try reader.optionalNumber().map(Instant.init(kept:)),
                phaseCause: try reader.number(), assessed: try reader.optionalNumber().map(phase),
                level: try reader.level(), peak: try reader.level(), peakCause: try reader.optionalNumber(),
                lastAct: try reader.optionalNumber().map(Day.init(kept:)),
                reopened: try reader.optionalNumber().map(Instant.init(kept:)))
            guard reader.isAtEnd else { return nil }
        } catch {
            return nil
        }
    }
}

extension ByteWriter {
    mutating func write(_ party: Party) { write(party.reference) }

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
        write(dealing.cause)
        write(dealing.place.milliseconds)
        write(dealing.state.rawValue)
        write(dealing.due)
        write(dealing.lapsedFrom?.rawValue ?? "")
        write(dealing.isReply)
    }

    mutating func write(_ act: Act) {
        write(act.position)
        write(act.dispute)
        write(act.place.milliseconds)
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
        write(entry.position)
        write(entry.dispute)
        write(entry.place.milliseconds)
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

    mutating func party() throws -> Party {
        guard let party = Party(try string()) else { throw Malformed() }
        return party
    }

    mutating func due() throws -> Due? {
        switch try number() {
        case 0: nil
        case 1: .on(Day(kept: try number()))
        case 2: .about(Day(kept: try number()), note: nil)
        case 3: .about(Day(kept: try number()), note: try string())
        default: throw Malformed()
        }
    }

    mutating func dealing() throws -> Obligation.Dealing {
        Obligation.Dealing(
            cause: try number(), place: Instant(kept: try number()),
            state: try value(Obligation.State.self),
            due: try due(), lapsedFrom: Obligation.State(rawValue: try string()), isReply: try flag())
    }

    mutating func act() throws -> Act {
        Act(
            position: try number(), dispute: try string(), place: Instant(kept: try number()),
            kindName: try string(), kind: Vocabulary.kind(try string()), standing: try value(Standing.self),
            actors: try list { try $0.party() }, addressees: try list { try $0.party() },
            reporter: Party(try string()), replies: try list { try $0.number() },
            target: try optionalNumber(),
            isConditional: try flag(), expectsReply: try optionalNumber().map { $0 == 1 }, due: try due(),
            outcome: try string(), acceptsProposal: try flag(),
            latestDay: try optionalNumber().map(Day.init(kept:)), hasBeginning: try flag())
    }

    mutating func opening() throws -> Opening {
        Opening(
            position: try number(), id: try string(), dispute: try string(), title: try string(),
            sides: Sides(
                try list { reader in
                    Sides.Side(name: try reader.string(), members: try reader.list { try $0.party() })
                }),
            recordedOn: Day(kept: try number()), beginning: Day(kept: try number()))
    }

    mutating func entry() throws -> FamilyRecord.Entry {
        let (position, dispute, place) = (try number(), try string(), Instant(kept: try number()))
        let target = try optionalNumber()
        let flags = try number()
        return FamilyRecord.Entry(
            position: position, dispute: dispute, place: place, target: target, isRetracted: flags & 1 != 0,
            isCorrected: flags & 2 != 0, isApplied: flags & 4 != 0)
    }
}
