/// Values that begin with a dash, such as `--summary "- no answer"`. The parser would read each as an option.
enum DashedWords {
    /// Joins each such value to the option before it, `--summary=- no answer`, if it cannot be an option itself; nil if
    /// there is none. What looks like an option is left alone: `--summary --by AUT` is a mistake.
    static func joined(_ arguments: [String]) -> [String]? {
        let end = arguments.firstIndex(of: "--") ?? arguments.count
        var joined: [String] = []
        for argument in arguments[..<end] {
            if let option = joined.last, isOption(option), !option.contains("="), isDashed(argument),
                !isOption(argument)
            {
                joined[joined.count - 1] = "\(option)=\(argument)"
            } else {
                joined.append(argument)
            }
        }
        return joined.count < end ? joined + arguments[end...] : nil
    }

    /// What to write instead, if the parser reports a missing value or an unknown option.
    static func remedy(for problem: String, _ arguments: [String]) -> String? {
        if let option = problem.firstMatch(of: /^Missing value for '([^ ']+)/)?.output.1 {
            guard let place = arguments.firstIndex(of: String(option)), place + 1 < arguments.count,
                isDashed(arguments[place + 1])
            else { return nil }
            let words = arguments[place + 1]
            return "If \"\(words)\" is what \(option) takes, write \(option)=\"\(words)\"."
        }
        guard problem.hasPrefix("Unknown option '"),
            let words = arguments.first(where: { isDashed($0) && !isOption($0) })
        else { return nil }
        return "Words that begin with a dash come last, after two dashes: -- \"\(words)\"."
    }

    private static func isDashed(_ word: String) -> Bool {
        word.utf8.first == UInt8(ascii: "-") && word != "-" && word != "--"
    }

    /// `-x`, `-xyz`, `-x=…`, `--name`, `--name=…`.
    private static func isOption(_ word: String) -> Bool {
        word.wholeMatch(of: /-[A-Za-z]+|-[A-Za-z]=.*|--[A-Za-z][A-Za-z0-9\-]*(=.*)?/.dotMatchesNewlines())
            != nil
    }
}
