import Casebook

extension SearchError: ExplainedError {
    var remedy: String {
        switch self {
        case .nothingToLookFor:
            "Give a word: chancery search gift."
        case .openQuote:
            "Write it as \"note verbale\"."
        case .openParenthesis:
            "Write one ) for each (."
        case .strayParenthesis:
            "Write one ( for each )."
        case .nothingAfter(let name):
            Self.advice(name)
        case .nothingBefore(let name):
            Self.advice(name)
        case .nearNeedsNumber:
            "Write it as NEAR(gas transit, 5)."
        case .noOwnParty:
            "Name the party, or say whose log it is with `chancery settings self PARTY`."
        case .tooLong:
            "Use fewer words or parentheses."
        case .notUnderstood:
            "Write words, \"a phrase\", word*, AND, OR, NOT and parentheses."
        }
    }

    /// A missing own party is not a mistake in the search words, so it has another exit code.
    var exitCode: Int32 {
        if case .noOwnParty = self { ExitStatus.dataError } else { ExitStatus.usage }
    }

    private static func advice(_ name: String) -> String {
        name.hasSuffix(":")
            ? "Write it as \(name)word."
            : "Give a word there, or write \"\(name.lowercased())\" to look for the word itself."
    }
}
