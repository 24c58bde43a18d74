import DisputeModel
import EventLog

extension Projector {
    /// Writes what an amendment does to the entries of earlier events.
    ///
    /// - Parameters:
    ///   - target: that of the event which it is about.
    ///   - write: writes its own entry.
    /// - Returns: whether the fold reads anything otherwise now; nothing where only words, sources or markings are others.
    func amend(_ target: Int?, _ amendment: EventDigest, writingEntry write: () throws -> Void) throws -> Bool
    {
        guard let target else {
            try write()
            return true
        }
        guard amendment.effects.record == .retraction else { return try changesFold(of: target, write) }
        // Of an amendment that goes, what it was about is as it was.
        if try record.standing(of: target)?.isRetracted != true,
            let (subject, kind) = try subjectOfAmendment(target), kind != .retraction
        {
            return try changesFold(of: subject) {
                try write()
                try retract(target)
            }
        }
        try write()
        try retract(target)
        return true
    }

    private var record: KnownEvents { KnownEvents(store.db, schema) }

    /// What an event is about that is itself an amendment, and what it is.
    private func subjectOfAmendment(_ position: Int) throws -> (subject: Int, kind: RecordKind)? {
        guard let event = try record.event(at: position), let kind = event.kind?.effects.record,
            kind.isAmendment, let id = event.target.flatMap({ EventID($0) }),
            let subject = try log.position(ofID: id.bytes)
        else { return nil }
        return (subject, kind)
    }

    /// Whether the fold reads an event otherwise after something was filed about it.
    private func changesFold(of position: Int, _ filing: () throws -> Void) throws -> Bool {
        let before = try readByFold(position)
        try filing()
        let isCorrected = try record.recordEvents(on: position).contains { recordEvent in
            try !recordEvent.isRetracted && record.event(at: recordEvent.position)?.kindName == "correction"
        }
        // An event that is as it was at first may be one of which no entry is kept.
        guard try before == readByFold(position), try isCorrected || !record.isCorrected(position) else {
            return true
        }
        if isCorrected { try setFlag(FamilyRecord.Entry.corrected, true, of: position) }
        return false
    }

    /// All that the projections are drawn from of an event as it is known, but its words.
    private func readByFold(_ position: Int) throws -> [UInt8]? {
        guard let event = try record.asKnown(position) else { return nil }
        var symbols = Symbols()
        let digest = symbols.digest(event, at: position)
        let opening = digest.effects.record == .opening ? Opening(event, position: position).packed : []
        return FamilySnapshot([digest], symbols).bytes + opening
    }

    /// Takes an event out. If that is a retraction, what it took out is back, and so on along what each is about.
    private func retract(_ target: Int) throws {
        var (position, isRetracted) = (target, true)
        while try (record.standing(of: position)?.isRetracted ?? false) != isRetracted {
            try setFlag(FamilyRecord.Entry.retracted, isRetracted, of: position)
            guard let (subject, kind) = try subjectOfAmendment(position), kind == .retraction else { return }
            position = subject
            isRetracted = try record.retraction(of: position) != nil
        }
    }

    private func setFlag(_ flag: Int, _ isSet: Bool, of position: Int) throws {
        guard try store.setFlag(flag, isSet, of: position) == false, isSet,
            let text = try record.asKnown(position)?.text, let dispute = try log.stream(at: position)
        else { return }
        let event = scanner.scan(text, at: position)
        try store.write(
            FamilyRows.entry(
                event.order, dispute: store.number(of: dispute) ?? 0, flags: flag,
                origin: scanner.symbols.origin(of: event)),
            to: .entry)
    }
}
