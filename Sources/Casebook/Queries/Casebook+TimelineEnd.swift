import Answers
import DisputeModel
import EventLog
import Projections
import SQLite

extension Casebook {
    /// The last lines of a dispute's timeline, and its status, without reading more than a page shows. Of the
    /// obligations that have ended, the status holds only those that these acts opened.
    ///
    /// - Parameters:
    ///   - dispute: id of the dispute.
    ///   - moment: the moment asked about.
    ///   - count: gives the number of lines wanted from the number of lines that there are.
    /// - Returns: nil if the projections cannot be used, the dispute does not exist, or `moment` has a `knownAt`.
    package func timelineEnd(
        of dispute: String, at moment: Moment, count: (_ lines: Int) -> Int
    ) throws -> (Timeline, Overview)? {
        guard moment.knownAt == nil else { return nil }
        return try read { reading in
            guard let live = reading.live else { return nil }
            return try reading.ifReadable { () -> (Timeline, Overview)? in
                guard let row = try live.dispute(dispute), row.opening.beginning <= moment.asOf else {
                    return nil
                }
                return try reading.timelineEnd(of: row, live, at: moment, count: count)
            }
        }
    }
}

extension ReadTransaction {
    fileprivate func timelineEnd(
        of dispute: FamilyStore.Dispute, _ live: FamilyStore, at moment: Moment, count: (Int) -> Int
    ) throws -> (Timeline, Overview)? {
        let end = moment.asOf.end
        let opening = try shownOpening(of: dispute, live)
        let total = try live.countLines(of: dispute, asOf: end) + (opening == nil ? 0 : 1)
        let wanted = max(0, min(total, count(total)))
        var lines = try live.lastLines(wanted, of: dispute.number, asOf: end)
        if let opening {
            lines.insert(opening, at: lines.firstIndex { opening.order < $0.order } ?? lines.count)
        }
        let markings = CountedMarkings(log, in: live)
        let items = try lines.suffix(wanted).compactMap {
            try item($0, of: DisputeID.family(of: dispute.opening.dispute), live.knownEvents, markings)
        }
        guard
            let status = try live.status(dispute, asOf: moment.asOf, openedBy: items.map(\.position))
        else { return nil }
        let timeline = Timeline(
            answer: StatusAnswer(status: status, knownAt: nil, ids: [:]), moment: moment,
            items: items, recordEvents: try mentions(items.flatMap(\.recordEvents), knownAt: nil),
            earlier: total - items.count)
        // The page shows the causes of the status, and obligations only as a sum.
        let causes = [status.phaseCause] + (status.peakCause.map { [$0] } ?? [])
        return (
            timeline,
            Overview(
                statuses: [status],
                obligations: try Casebook.obligations(
                    [status], moment, self, dispute.opening.dispute, mentioning: .nothing),
                mentions: try mentions(causes, knownAt: nil))
        )
    }

    /// The opening as a line; nil unless there is a record event about it that counts.
    private func shownOpening(of dispute: FamilyStore.Dispute, _ live: FamilyStore) throws -> CourseLine? {
        guard try live.knownEvents.recordEvents(on: dispute.number).contains(where: { !$0.isRetracted }),
            let (place, isRetracted) = try live.knownEvents.place(of: dispute.number), !isRetracted,
            let event = try live.knownEvents.event(at: dispute.number)
        else { return nil }
        let disputeState = DisputeState(openedBy: dispute.number)
        return CourseLine(
            order: CourseOrder(
                place: place, firstTime: event.firstTime ?? place, position: dispute.number),
            before: disputeState, after: disputeState)
    }

    private func item(
        _ line: CourseLine, of family: String, _ record: KnownEvents, _ markings: CountedMarkings
    ) throws -> Timeline.Item? {
        let position = line.order.position
        guard let recorded = try record.event(at: position), let known = try record.asKnown(position) else {
            return nil
        }
        let event = try markings.applied(to: known)
        func positions(_ ids: [String]) throws -> [Int] {
            try ids.compactMap { id in
                guard let position = try log.position(of: id),
                    try log.stream(at: position).map({ DisputeID.family(of: $0) }) == family
                else { return nil }
                return position
            }
        }
        let (before, after) = (line.before, line.after)
        return Timeline.Item(
            position: position, event: event, recorded: known == recorded ? nil : recorded,
            place: line.order.place, phaseAfter: after.phase == before.phase ? nil : after.phase,
            levelAfter: after.level == before.level ? nil : after.level,
            levelBefore: after.level == before.level ? 0 : before.level, isRetracted: false,
            isCorrected: try record.isCorrected(position), replies: try positions(event.inResponseTo),
            about: try positions(event.about),
            recordEvents: try record.recordEvents(on: position).filter { !$0.isRetracted }.map(\.position)
                .sorted())
    }
}
