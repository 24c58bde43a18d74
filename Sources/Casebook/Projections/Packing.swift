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
                phaseSince: try reader.optionalNumber().map(Instant.init(milliseconds:)),
                phaseCause: try reader.number(), assessed: try reader.optionalNumber().map(phase),
                level: try reader.number(), peak: try reader.number(), peakCause: try reader.optionalNumber(),
                lastAct: try reader.optionalNumber().map(Day.init(number:)),
                reopened: try reader.optionalNumber().map(Instant.init(milliseconds:)))
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

extension ByteReader {
    mutating func party() throws -> Party {
        guard let party = Party(try string()) else { throw Malformed() }
        return party
    }

    mutating func due() throws -> Due? {
        switch try number() {
        case 0: nil
        case 1: .on(Day(number: try number()))
        case 2: .about(Day(number: try number()), note: nil)
        case 3: .about(Day(number: try number()), note: try string())
        default: throw Malformed()
        }
    }

    mutating func dealing() throws -> Obligation.Dealing {
        Obligation.Dealing(
            cause: try number(), place: Instant(milliseconds: try number()),
            state: try value(Obligation.State.self),
            due: try due(), lapsedFrom: Obligation.State(rawValue: try string()), isReply: try flag())
    }

    mutating func act() throws -> Act {
        Act(
            position: try number(), dispute: try string(), place: Instant(milliseconds: try number()),
            kindName: try string(), kind: Vocabulary.kind(try string()), standing: try value(Standing.self),
            actors: try list { try $0.party() }, addressees: try list { try $0.party() },
            reporter: Party(try string()), replies: try list { try $0.number() },
            target: try optionalNumber(),
            isConditional: try flag(), expectsReply: try optionalNumber().map { $0 == 1 }, due: try due(),
            outcome: try string(), acceptsProposal: try flag(),
            latestDay: try optionalNumber().map(Day.init(number:)), hasBeginning: try flag())
    }

    mutating func opening() throws -> Opening {
        Opening(
            position: try number(), id: try string(), dispute: try string(), title: try string(),
            sides: Sides(
                try list { reader in
                    Sides.Side(name: try reader.string(), members: try reader.list { try $0.party() })
                }),
            recordedOn: Day(number: try number()), beginning: Day(number: try number()))
    }

    mutating func entry() throws -> FamilyRecord.Entry {
        let (position, dispute, place) = (try number(), try string(), Instant(milliseconds: try number()))
        let target = try optionalNumber()
        let flags = try number()
        return FamilyRecord.Entry(
            position: position, dispute: dispute, place: place, target: target, isRetracted: flags & 1 != 0,
            isCorrected: flags & 2 != 0, isApplied: flags & 4 != 0)
    }
}
