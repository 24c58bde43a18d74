import CanonicalJSON
import DisputeModel
import EventLog
import Projections

/// Goes along a log and says of each event what would have kept it from being recorded at its place (section 1 of the rules).
///
/// `restore` refuses what it finds, unless it is told to take the file as it is; `verify` reports it as a remark. What is wrong
/// with a text as a text is not found here but by `EventAudit`.
struct RecordingAudit {
    private let log: Log
    private let record: GatheredRecord
    /// The ids with which events of other logs were recorded first.
    private var origins: Set<EventID> = []
    /// Kinds that this version does not know, which a later one may, and how often each was met.
    private(set) var laterKinds: [String: Int] = [:]

    init(_ log: Log, _ positions: PositionsByID) {
        self.log = log
        record = GatheredRecord(log, positions)
    }

    /// What is wrong with the next event, which stands in the log already or is about to; nil where nothing is.
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

    /// Whether an act of the right form could be recorded for certain. Nearly all can, and for that they need not be read as a
    /// whole.
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
        return event.standing == .hedged
            || place.milliseconds - event.firstTime.milliseconds <= 14 * 3_600_000
    }

    /// They concern the log, and no dispute.
    private static let kindsOfLog = ["party-registered", LogKeys.kind]

    /// Takes the event in for those after it; to be called when it stands in the log.
    func apply(_ event: LoggedEvent) throws { try record.apply(event) }

    /// An event is in a log once, whichever logs it went through.
    private mutating func sameness(of event: LoggedEvent) throws -> String? {
        var known = event.origin.map { [$0] } ?? []
        if let key = event.key, let id = ForeignLog.importedID(key) { known.append(id) }
        var words: String?
        if let id = event.id, origins.contains(id) {
            words = "It is in the log already, as it came from another log."
        }
        for id in known {
            if let position = try log.position(ofID: id.bytes), position < event.position {
                words = "It is in the log already, as #\(position)."
            }
            if !origins.insert(id).inserted {
                words = "It is in the log already, as it came from another log."
            }
        }
        return words
    }
}
