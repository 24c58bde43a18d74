import CanonicalJSON
import DisputeModel
import EventLog

/// The results of reading one event's text that need no query to the log. A second thread computes them ahead of the
/// checks that do.
struct ReadText: Sendable {
    let event: LoggedEvent
    /// Whether the text is canonical (RFC 8785). False also if the scanner could not tell.
    let isCanonical: Bool
    /// The form check with the parties that were registered before this event.
    let form: EventForm
    /// The parsed event; nil if the scanner has established that the event is a well-formed act.
    let whole: Event?
    /// What is wrong with the form of `whole`; nil if nothing is.
    let formProblem: FilingError?
    /// The leaf hash in the log's Merkle tree (RFC 9162).
    let leaf: TreeHash.Digest
}

/// Reads the texts of a log in log order.
struct TextReader {
    private let reader = EventReader()
    /// The log's own parties that have been registered so far.
    private var parties: [RegisteredParty] = []
    private var form = EventForm(parties: PartyRegister())
    private var wellFormed = WellFormedValues()

    /// Reads the next text. The bytes must be valid only during the call.
    mutating func read(_ text: UnsafeBufferPointer<UInt8>, at position: Int) -> ReadText {
        let (event, isCanonical) = reader.read(text, at: position)
        let whole =
            reader.isWellFormedAct(text, form, &wellFormed)
            ? nil : event.event ?? Event(text: String(decoding: text, as: UTF8.self))
        let read = ReadText(
            event: event, isCanonical: isCanonical, form: form, whole: whole,
            formProblem: whole.flatMap { problem(with: $0) }, leaf: TreeHash.leaf(text))
        // The party is registered even if something is wrong with the event.
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
