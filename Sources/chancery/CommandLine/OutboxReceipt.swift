import Casebook
import Rendering
import TextSafety

/// The report about events that were kept in the outbox instead of being filed.
struct OutboxReceipt {
    let kept: KeptInOutbox

    func print(_ output: FormatOption, _ context: CommandContext) {
        guard output.format == .text else { return context.printJSON(kept.json) }
        for line in lines { context.print(line) }
    }

    var lines: [String] {
        let numbers = kept.events.map { String($0.number) }
        let range =
            numbers.count > 3
            ? "\(numbers[0]) to \(numbers[numbers.count - 1])" : numbers.joined(separator: ", ")
        guard !kept.isUnknown else {
            return [
                "Kept; it is not known yet whether it was filed (outbox \(range)).",
                "  \(sanitized(kept.reason))",
                "  `chancery sync` looks it up. Do not record it again: it could be there twice.",
            ]
        }
        return [
            "Kept, not filed yet (outbox \(range)).", "  \(sanitized(kept.reason))",
            "  `chancery sync` files what is in the outbox.",
        ]
    }
}
