import CanonicalJSON
import DisputeModel
import EventLog

/// What there is to say of an event's text without asking the log: the half of checking it that a second thread does ahead.
struct ReadText: Sendable {
    let event: LoggedEvent
    /// The text is known to be canonical (RFC 8785).
    let isCanonical: Bool
    /// The form of events where it stands, with the parties that were registered before it.
    let form: EventForm
    /// The whole of it, where it is no act that has this form for certain; and what is wrong with its form.
    let whole: Event?
    let formProblem: FilingError?
    /// The leaf hash of RFC 9162.
    let leaf: TreeHash.Digest
}

/// Reads the texts of a log, one after the other.
struct TextReader {
    private let reader = EventReader()
    /// Those of the log's keeper, as far as they have been registered.
    private var parties: [RegisteredParty] = []
    private var form = EventForm(parties: PartyRegister())
    private var wellFormed = WellFormedValues()

    /// The bytes of the text are needed no longer than the call takes.
    mutating func read(_ text: UnsafeBufferPointer<UInt8>, at position: Int) -> ReadText {
        let (event, isCanonical) = reader.read(text, at: position)
        let whole =
            reader.isWellFormedAct(text, form, &wellFormed)
            ? nil : event.event ?? Event(text: String(decoding: text, as: UTF8.self))
        let read = ReadText(
            event: event, isCanonical: isCanonical, form: form, whole: whole,
            formProblem: whole.flatMap { problem(with: $0) }, leaf: TreeHash.leaf(text))
        // Whatever is wrong with the event, the log knows the party that it registers.
        if let whole, whole.fields["dispute"] == nil, let party = whole.registeredParty { register(party) }
        return read
    }

    private mutating func register(_ party: RegisteredParty) {
        parties.append(party)
        form = EventForm(parties: PartyRegister(own: parties))
        wellFormed = WellFormedValues()
    }

    private func problem(with event: Event) -> FilingError? {
        do throws(FilingError) {
            try form.check(event)
            return nil
        } catch {
            return error
        }
    }
}
