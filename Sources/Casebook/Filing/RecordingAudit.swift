import CanonicalJSON
import DisputeModel
import EventLog
import Projections

/// Checks the events of a log, in order, for what would have prevented recording them at their position (section 1 of
/// the rules).
///
/// `restore` refuses such events unless it is run with `--as-is`; `verify` reports them as remarks. Defects of the text
/// itself are found by `EventAudit`.
struct RecordingAudit {
    private let log: Log
    private let record: GatheredRecord
    /// The ids under which imported events were first recorded.
    private var origins: Set<EventID> = []
    /// Kinds that this version does not know but a later one may, with the number of their events.
    private(set) var laterKinds: [String: Int] = [:]

    init(_ log: Log, _ positions: PositionsByID) {
        self.log = log
        record = GatheredRecord(log, positions)
    }

    /// Why the next event could not have been recorded; nil if it could. The event may be in the log already or about
    /// to be appended.
    mutating func problem(with read: ReadText, _ text: UnsafeBufferPointer<UInt8>) throws -> String? {
        let event = read.event
        if let words = try sameness(of: event) { return words }
        if try read.whole == nil && isRecordable(event) { return nil }
        guard let whole = read.whole ?? Event(text: String(decoding: text, as: UTF8.self)) else { return nil }
        if whole.fields["recordedBy"] == nil {
            return FilingError.missing(key: "recordedBy", kind: whole.kindName).problem
        }
        if whole.fields["dispute"] == nil, Self.kindsOfLog.contains(whole.kindName) { return nil }
        if EventForm.mayBeOfLaterVersion(whole) {
            laterKinds[whole.kindName, default: 0] += 1
            return nil
        }
        do {
            if let problem = read.formProblem { throw problem }
            try FilingRules(form: read.form, record: record).checkAgainstRecord(
                whole, firstTime: event.firstTime, isFromElsewhere: event.origin != nil)
            return nil
        } catch let error as FilingError {
            return error.problem
        }
    }

    /// Whether a well-formed act could certainly have been recorded. True for nearly all acts, which therefore need not
    /// be parsed completely.
    private func isRecordable(_ event: LoggedEvent) throws -> Bool {
        guard event.event == nil, !event.isRecord, try record.isOpen(event.dispute) else { return false }
        var place = event.place
        for (list, isReply) in [(event.replies, true), (event.about, false)] {
            for id in list {
                guard let other = try record.event(id), DisputeID.mayRefer(event.dispute, to: other.stream)
                else {
                    return false
                }
                guard isReply, event.origin == nil, event.standing != .hedged,
                    let known = try record.place(of: other.position), !known.isRetracted
                else { continue }
                place = max(place, known.place)
            }
        }
        return event.standing == .hedged || place <= event.firstTime.inEarliestZone
    }

    /// Kinds of events that concern the log itself and no dispute.
    private static let kindsOfLog = ["party-registered", LogKeys.kind, LogKeys.lossKind]

    /// Adds the event to the record for the checks of later events. The event must be in the log.
    func apply(_ event: LoggedEvent) throws { try record.apply(event) }

    /// Why the event is the same as an earlier one: a log holds each event once, whichever logs it came through.
    private mutating func sameness(of event: LoggedEvent) throws -> String? {
        var known = event.origin.map { [$0] } ?? []
        if let key = event.key, let id = ForeignLog.importedID(key) { known.append(id) }
        var words: String?
        if let id = event.id, origins.contains(id) {
            words = "It is in the log already, as it came from another log."
        }
        for id in known {
            if let position = try log.position(of: id), position < event.position {
                words = "It is in the log already, as #\(position)."
            }
            if !origins.insert(id).inserted {
                words = "It is in the log already, as it came from another log."
            }
        }
        return words
    }
}
