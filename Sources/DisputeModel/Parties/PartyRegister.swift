/// The parties that have a code: those built into the program, and those that the keeper of a log has added.
///
/// Every start of the program makes one, so making it does no work; the index of names is built at the first look-up.
package struct PartyRegister: Sendable {
    /// The parties that the keeper has added. They take precedence over built-in parties with the same code or name.
    package let own: [RegisteredParty]

    /// The register without parties of a keeper.
    package static let builtIn = PartyRegister()

    /// Of two parties with one code the later counts: an entry is changed by adding it again.
    package init(own: [RegisteredParty] = []) {
        var kept: [RegisteredParty] = []
        for party in own {
            if let known = kept.firstIndex(where: { $0.code == party.code }) {
                kept[known] = party
            } else {
                kept.append(party)
            }
        }
        self.own = kept
    }

    /// All parties, the keeper's first.
    package var all: [RegisteredParty] {
        own + BuiltInParties.all.filter { party in !own.contains { $0.code == party.code } }
    }

    /// The party of this code; nil where there is none.
    package func party(code: String) -> RegisteredParty? {
        own.first { $0.code == code } ?? BuiltInParties.byCode[code]
    }

    /// Whether the code of the party is registered, or the party is unnamed.
    package func isKnown(_ party: Party) -> Bool {
        party.isUnnamed || self.party(code: party.code) != nil
    }

    /// The name for people: `Austria`, `United Nations: OHCHR`, `officials in Brussels (unnamed)`.
    package func name(of party: Party) -> String {
        if party.isUnnamed { return party.path.map { "\($0) (unnamed)" } ?? "someone unnamed" }
        guard let registered = self.party(code: party.code) else { return party.reference }
        return party.path.map { "\(registered.name): \($0)" } ?? registered.name
    }

    /// The party that a typed code or name means. A path after `:` keeps its spelling. The result is in NFC; nil
    /// where nothing matches.
    ///
    /// `rus`, `Russia`, `cote d'ivoire`, `Korea, Rep.`, `united nations:OHCHR`, `unhcr` (for `UN:UNHCR`).
    package func find(_ words: String) -> Party? {
        let words = composed(words)
        var parts = words.split(separator: ":", omittingEmptySubsequences: false).map(trimmed)[...]
        if parts.count == 2,
            let code = BuiltInParties.spellingsWithColon[
                parts.map { folded($0) }.joined(separator: ": ")]
        {
            return Party(code)
        }
        guard let head = parts.popFirst(), let start = reference(head) else { return nil }
        return Party(([start] + parts).joined(separator: ":"))
    }

    /// Whether words such as `us` mean the log's own party. The United States are `USA`, or `US` in capitals.
    package static func isOwn(_ words: String) -> Bool {
        ["us", "Us", "we", "We", "ours", "Ours", "our side"].contains(trimmed(words[...]))
    }

    /// Up to three parties whose codes or names are near to what was typed, the nearest first.
    package func suggestions(for words: String) -> [RegisteredParty] {
        let head = words.prefix { $0 != ":" }
        var named: [String: RegisteredParty] = [:]
        var names: [String] = []
        for party in all {
            for name in [party.name, party.code] + party.aliases where named[name] == nil {
                named[name] = party
                names.append(name)
            }
        }
        var suggestions: [RegisteredParty] = []
        for party in nearest(String(head), among: names, limit: 12).compactMap({ named[$0] })
        where !suggestions.contains(where: { $0.code == party.code }) {
            suggestions.append(party)
        }
        return Array(suggestions.prefix(3))
    }

    /// The code or reference that a typed code or name stands for.
    private func reference(_ head: String) -> String? {
        if head == "?" { return head }
        let code = head.uppercased()
        if party(code: code) != nil { return code }
        let key = nameKey(head)
        guard !key.isEmpty else { return nil }
        let mine = own.last { ([$0.name] + $0.aliases).contains { nameKey($0) == key } }
        return mine?.code ?? BuiltInParties.byName[key] ?? BuiltInParties.bySpelling[key]
            ?? WrittenName(head).reference(among: BuiltInParties.byWrittenName)
    }
}

/// The form in which equal names are compared: folded, without a leading article, `st` written as `saint`.
func nameKey(_ name: String) -> String {
    var words = folded(name).split(separator: " ")
    if words.count > 1, words.first == "the" { words.removeFirst() }
    return words.map { $0 == "st" ? "saint" : $0 }.joined(separator: " ")
}

func trimmed(_ words: Substring) -> String {
    let start = words.drop { $0.isWhitespace }
    return String(
        start.prefix(upTo: start.lastIndex { !$0.isWhitespace }.map(start.index(after:)) ?? start.startIndex))
}
