/// An event's text that came from outside, with everything that can be computed without the log. A second thread does that.
struct ReceivedText: Sendable {
    let text: String
    let read: ReadText

    init(_ text: String, _ reader: inout TextReader, at position: Int) {
        var text = text
        read = text.withUTF8 { reader.read($0, at: position) }
        self.text = text
    }
}
