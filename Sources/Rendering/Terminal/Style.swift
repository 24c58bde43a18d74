import TextSafety

/// The meaning of a colour or weight. Style never carries meaning alone: the words and marks say the same without it.
package enum Style: Sendable, CaseIterable {
    case plain
    /// The heading of a column or block.
    case heading
    /// The most important part of a line: the name of a dispute, the kind of an act.
    case strong
    /// Past a deadline that a party set.
    case overdue
    /// Past our own working date, when nobody is in default; claimed or hedged.
    case soft
    /// A change of phase or temperature.
    case changed
    /// Answered, fulfilled, settled.
    case done
    /// Less important text: sources, explanations of marks.
    case quiet

    /// The SGR parameters (ECMA-48). Only the sixteen basic colours are used, because users can configure those in
    /// their terminal.
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

    /// The text in this style, followed by a reset.
    func applied(to text: String) -> String {
        guard let code, !text.isEmpty else { return text }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}
