import TextSafety

/// What a colour or weight means. It never says alone what it says: without it the words and marks still do.
package enum Style: Sendable, CaseIterable {
    case plain
    /// The head of a column or a block.
    case heading
    /// What the eye should find first in a line: the name of a dispute, the kind of an act.
    case strong
    /// Past a hard date.
    case overdue
    /// Past our own working date, which is nobody's default; what is only claimed or hedged.
    case soft
    /// A change of phase or temperature.
    case changed
    /// Answered, fulfilled, settled.
    case done
    /// What may be passed over: sources, explanations of marks.
    case quiet

    /// The sixteen colours only, which every terminal's owner has chosen for himself (ECMA-48, SGR).
    private var code: String? {
        switch self {
        case .plain: nil
        case .heading, .strong: "1"
        case .overdue: "1;31"
        case .soft: "33"
        case .changed: "1;36"
        case .done: "32"
        case .quiet: "2"
        }
    }

    /// The text in this style, and plain again after it.
    func applied(to text: String) -> String {
        guard let code, !text.isEmpty else { return text }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}
