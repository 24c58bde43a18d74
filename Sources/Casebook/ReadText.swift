import DisputeModel
import EventLog

/// What there is to say of an event's text without asking the log: the half of checking it that a second thread does ahead.
struct ReadText: Sendable {
    let event: LoggedEvent
    /// The text is known to be canonical (RFC 8785).
    let isCanonical: Bool
    /// The whole of it, where it is no act that has, for certain, the form of section 1; and what is wrong with its form.
    let whole: Event?
    let formProblem: FilingError?
    /// The leaf hash of RFC 9162.
    let leaf: TreeHash.Digest
}

/// Reads the texts of a log, one after the other.
struct TextReader {
    private let reader = EventReader()
    private var parties = KeptParties()
    private var wellFormed = WellFormedValues()

    /// The bytes of the text are needed no longer than the call takes.
    mutating func read(_ text: UnsafeBufferPointer<UInt8>, at position: Int) -> ReadText {
        let (event, isCanonical) = reader.read(text, at: position)
        let isWellFormed = reader.isWellFormedAct(text, parties.form, &wellFormed)
        let whole =
            isWellFormed ? nil : event.event ?? Event(text: String(decoding: text, as: UTF8.self))
        let problem = whole.flatMap { formProblem(of: $0) }
        if let whole, parties.apply(whole) { wellFormed = WellFormedValues() }
        return ReadText(
            event: event, isCanonical: isCanonical, whole: whole, formProblem: problem,
            leaf: TreeHash.leaf(text))
    }

    private func formProblem(of event: Event) -> FilingError? {
        do throws(FilingError) {
            try parties.form.check(event)
            return nil
        } catch {
            return error
        }
    }
}

/// The form of events in a log, as far as its keeper's own parties have been registered.
struct KeptParties {
    private(set) var form = EventForm(parties: PartyRegister())
    private var parties: [RegisteredParty] = []

    /// Takes an event in that may register one.
    ///
    /// - Returns: whether it does.
    mutating func apply(_ event: Event) -> Bool {
        guard event.fields["dispute"] == nil, let party = event.registeredParty else { return false }
        parties.append(party)
        form = EventForm(parties: PartyRegister(own: parties))
        return true
    }
}
