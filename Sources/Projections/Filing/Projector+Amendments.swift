import DisputeModel
import EventLog

extension Projector {
    /// Updates the entries of earlier events that an amendment (correction, retraction, source, marking)
    /// affects.
    ///
    /// - Parameters:
    ///   - target: the position of the event that the amendment is about.
    ///   - write: writes the amendment's own entry.
    /// - Returns: whether the fold's input has changed, so that the family has to be rebuilt; false if only
    ///   words, sources or markings have changed.
    func amend(_ target: Int?, _ amendment: EventDigest, writingEntry write: () throws -> Void) throws -> Bool
    {
        guard let target else {
            try write()
            return true
        }
        guard amendment.effects.recordKind == .retraction else { return try changesFold(of: target, write) }
        // If the retracted event is itself an amendment, the event that it amended is as before.
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

    /// The event that the amendment at this position is about, and the amendment's kind; nil if the event at
    /// this position is no amendment.
    private func subjectOfAmendment(_ position: Int) throws -> (subject: Int, kind: RecordKind)? {
        guard let event = try record.event(at: position), let kind = event.kind?.recordKind,
            kind.isAmendment, let subject = try event.target.flatMap({ try log.position(of: $0) })
        else { return nil }
        return (subject, kind)
    }

    /// Whether the fold reads an event differently after `filing` has written something about it.
    private func changesFold(of position: Int, _ filing: () throws -> Void) throws -> Bool {
        let before = try readByFold(position)
        try filing()
        let isCorrected = try record.counted(on: position).contains { $0.event.recordKind == .correction }
        // If no correction is left, the event may need no entry any more. Only a rebuild of the family
        // deletes it.
        guard try before == readByFold(position), try isCorrected || !record.isCorrected(position) else {
            return true
        }
        if isCorrected { try setFlag(.corrected, true, of: position) }
        return false
    }

    /// Everything that the projections derive from an event as it is known now, except its words.
    private func readByFold(_ position: Int) throws -> [UInt8]? {
        guard let event = try record.asKnown(position) else { return nil }
        var symbols = Symbols()
        let digest = symbols.digest(event, at: position)
        let opening = digest.effects.recordKind == .opening ? Opening(event, position: position).packed : []
        return FamilySnapshot([digest], symbols).bytes + opening
    }

    /// Marks an event as retracted. If it is a retraction itself, the event that it retracted is restored,
    /// and so on along the chain.
    private func retract(_ target: Int) throws {
        var (position, isRetracted) = (target, true)
        while try (record.standing(of: position)?.isRetracted ?? false) != isRetracted {
            try setFlag(.retracted, isRetracted, of: position)
            guard let (subject, kind) = try subjectOfAmendment(position), kind == .retraction else { return }
            position = subject
            isRetracted = try record.retraction(of: position) != nil
        }
    }

    private func setFlag(_ flag: EntryFlag, _ isSet: Bool, of position: Int) throws {
        guard try store.setFlag(flag, isSet, of: position) == false, isSet,
            let text = try record.asKnown(position)?.text, let dispute = try log.stream(at: position)
        else { return }
        let event = scanner.scan(text, at: position)
        try store.write(
            ProjectionTable.row(
                of: event.order, dispute: store.number(of: dispute) ?? 0, flags: flag.rawValue,
                origin: scanner.symbols.origin(of: event)),
            to: .entry)
    }
}
