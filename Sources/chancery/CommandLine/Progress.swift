import DisputeModel
import Platform
import Rendering

/// A progress line on the terminal. It is not shown if output or error output goes elsewhere.
final class Progress {
    private let isShown: Bool
    private let now: () -> Instant
    private let start: Instant
    private var last: Instant
    private var hasLine = false

    init(_ context: CommandContext) {
        isShown = StandardStream.error.isTerminal && context.terminal.outputIsTerminal
        now = context.now
        start = context.now()
        last = start
    }

    var seconds: Double { Double(now().milliseconds - start.milliseconds) / 1000 }

    func show(_ what: String, _ done: Int, of total: Int) {
        guard isShown, now().milliseconds - last.milliseconds >= 100 else { return }
        last = now()
        let rate = seconds > 0 ? Int(Double(done) / seconds) : 0
        let share = total > 0 ? done * 100 / total : 100
        emit(
            "\r\u{1B}[K\(what) \(Phrases.grouped(done)) of \(Phrases.grouped(total)) (\(share) %), \(Phrases.grouped(rate))/s"
        )
        hasLine = true
    }

    /// Shows progress if only the completed share of the work is known, or not even that.
    func show(_ what: String, _ done: Int, share: Double?) {
        guard isShown, now().milliseconds - last.milliseconds >= 100 else { return }
        last = now()
        let rate = seconds > 0 ? Int(Double(done) / seconds) : 0
        var text = "\r\u{1B}[K\(Phrases.count(done, what)), \(Phrases.grouped(rate))/s"
        if let share, share > 0 {
            text += " (\(Int(min(share, 1) * 100)) %, \(Int(seconds * (1 - min(share, 1)) / share)) s left)"
        }
        emit(text)
        hasLine = true
    }

    func clear() {
        if hasLine { emit("\r\u{1B}[K") }
        hasLine = false
    }

    private func emit(_ text: String) {
        try? StandardStream.error.write(Array(text.utf8))
    }
}
