/// A shared `EventScanner` that returns each event in the form that checks need.
package final class EventReader {
    /// The scanner that reads the events. Its properties describe the event that was read last.
    package var scanner = EventScanner()

    /// The digest of the event that was read last.
    private var digest = EventDigest(position: 0)

    package init() {}

    /// Reads an event, and finds whether its text is known to be canonical. An event without members where the text
    /// is not a JSON object.
    package func read(
        _ text: UnsafeBufferPointer<UInt8>, at position: Int
    ) -> (event: LoggedEvent, isCanonical: Bool) {
        let span = text.span
        digest = scanner.scan(span, at: position)
        let event = LoggedEvent(digest, scanner, at: position)
        scanner.symbols.forgetEvents()
        return (event, scanner.isCanonical)
    }

    /// Whether the text that was read last is an act whose form is certainly correct
    /// (`EventScanner.isWellFormedAct`).
    package func isWellFormedAct(
        _ text: UnsafeBufferPointer<UInt8>, _ form: EventForm, _ known: inout WellFormedValues
    ) -> Bool {
        let span = text.span
        return scanner.isWellFormedAct(digest, span, form, &known)
    }

    /// Reads an event from a string.
    package func read(_ text: String, at position: Int) -> LoggedEvent {
        var text = text
        return text.withUTF8 { read($0, at: position).event }
    }
}
