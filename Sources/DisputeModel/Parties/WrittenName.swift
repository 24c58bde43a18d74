/// A name that is not in the register, as statistics offices, registers and lists write it: `Korea, Rep.`, `Gambia,
/// The`, `Iran (Islamic Rep. of)`, `Myanmar (Burma)`, `USSR (former)`, `Estonia, Republic of`.
///
/// It leads to one party or to none, without guessing. The words are put in order, abbreviations written out, and
/// `the`, `of` and `and` dropped; the result must be the whole of a name that one party has.
struct WrittenName {
    private let words: Substring

    init(_ words: some StringProtocol) { self.words = Substring(words) }

    /// The code or reference of the party with this name; nil where there is none.
    ///
    /// - Parameter names: references by the `key` of each name.
    func reference(among names: [String: String]) -> String? {
        if let (base, inside) = inParentheses { return reference(base, inside, among: names) }
        if let (base, rest) = aroundComma {
            if Self.isFormer(rest) { return former(base, among: names) }
            return plain("\(rest) \(base)", among: names)
        }
        return plain(words, among: names)
    }

    // MARK: Plain names

    private func plain(_ words: some StringProtocol, among names: [String: String]) -> String? {
        let tokens = Self.tokens(words)
        if let reference = names[tokens.joined(separator: " ")] { return reference }
        if let first = tokens.first, Self.isFormer(first) {
            return names[tokens.dropFirst().joined(separator: " ")].flatMap(Self.ifFormer)
        }
        return titled(tokens, among: names)
    }

    /// Finds `Republic of Estonia`, a state that the register does not have under that name. Names that two states
    /// have had, each with its own title (`shared`), are excluded: for them only the register counts.
    private func titled(_ tokens: [String], among names: [String: String]) -> String? {
        guard let noun = tokens.firstIndex(where: { !Self.adjectives.contains($0) }),
            Self.nouns.contains(tokens[noun])
        else { return nil }
        let rest = tokens[(noun + 1)...].joined(separator: " ")
        guard !Self.shared.contains(rest), let reference = names[rest],
            BuiltInParties.byCode[reference]?.sort == .state
        else { return nil }
        return reference
    }

    private static let adjectives: Set = [
        "arab", "bolivarian", "co", "cooperative", "democratic", "federal", "federative", "grand",
        "hashemite",
        "islamic", "operative", "peoples", "socialist",
    ]
    private static let nouns: Set = ["duchy", "kingdom", "principality", "republic", "sultanate"]
    private static let shared: Set = ["china", "congo", "germany", "viet nam", "vietnam", "yemen"]

    // MARK: Parentheses and commas

    private func reference(
        _ base: Substring, _ inside: Substring, among names: [String: String]
    ) -> String? {
        let remark = folded(inside)
        if Self.isFormer(remark) { return former(base, among: names) }
        let outside = WrittenName(base).reference(among: names)
        if remark == "the" || ["former ", "formerly ", "ex "].contains(where: { remark.hasPrefix($0) }) {
            return outside
        }
        if let reference = plain("\(inside) \(base)", among: names) { return reference }
        // Both parts must be names of one party.
        guard let outside, WrittenName(inside).reference(among: names) == outside else { return nil }
        return outside
    }

    /// The parts of `X (Y)`; nil where the name has another form.
    private var inParentheses: (base: Substring, inside: Substring)? {
        guard let open = words.firstIndex(of: "("), let close = words.lastIndex(of: ")"), open < close,
            words[words.index(after: close)...].allSatisfy({ $0.isWhitespace || $0 == "*" })
        else { return nil }
        return (words[..<open], words[words.index(after: open)..<close])
    }

    /// The parts of `X, Y`; nil where there is no comma, or more than one.
    private var aroundComma: (base: Substring, rest: Substring)? {
        guard let comma = words.firstIndex(of: ","), words.lastIndex(of: ",") == comma else { return nil }
        return (words[..<comma], words[words.index(after: comma)...])
    }

    // MARK: Former states

    /// A word such as `former` leads only to a former state: `Sudan (former)` is not Sudan.
    private func former(_ base: Substring, among names: [String: String]) -> String? {
        WrittenName(base).reference(among: names).flatMap(Self.ifFormer)
    }

    private static func ifFormer(_ reference: String) -> String? {
        BuiltInParties.byCode[reference]?.sort == .former ? reference : nil
    }

    private static func isFormer(_ words: some StringProtocol) -> Bool {
        ["former", "formerly", "fmr", "ex"].contains(folded(words))
    }

    // MARK: Words

    /// The form in which names are equal that differ only in abbreviations, `the`, `of` and `and`.
    static func key(_ name: String) -> String { tokens(name).joined(separator: " ") }

    private static func tokens(_ name: some StringProtocol) -> [String] {
        let words = folded(name).split(separator: " ")
        var tokens: [String] = []
        for (index, word) in words.enumerated() where !["the", "of", "and"].contains(word) {
            let next = index + 1 < words.count ? words[index + 1] : ""
            tokens.append(full(String(word), before: next, isFirst: index == 0))
        }
        return tokens
    }

    private static func full(_ word: String, before next: Substring, isFirst: Bool) -> String {
        switch word {
        case "fed": ["states", "sts"].contains(next) ? "federated" : "federal"
        case "isl" where ["rep", "republic"].contains(next): "islamic"
        case "n" where isFirst && !next.isEmpty: "north"
        case "s" where isFirst && !next.isEmpty: "south"
        default: abbreviations[word] ?? word
        }
    }

    private static let abbreviations = [
        "br": "british", "brit": "british", "dem": "democratic", "is": "islands", "isd": "islands",
        "isds": "islands", "isl": "islands", "islam": "islamic", "island": "islands", "isls": "islands",
        "people": "peoples", "rep": "republic", "soc": "socialist", "st": "saint", "sts": "states",
        "terr": "territory", "utd": "united",
    ]
}
