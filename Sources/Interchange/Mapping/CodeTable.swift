/// What the codes of a column mean: one text for another.
struct CodeTable {
    let name: String
    private let meanings: [String: String]
    /// Of a code that it does not have, the longest beginning that it has counts.
    private let hasPrefixes: Bool

    init(name: String, meanings: [String: String], hasPrefixes: Bool) {
        self.name = name
        self.meanings = meanings
        self.hasPrefixes = hasPrefixes
    }

    /// nil for a code that is not in it; a code may be in it and mean nothing, which is "".
    func meaning(of code: String) -> String? {
        if let meaning = meanings[code] { return meaning }
        guard hasPrefixes else { return nil }
        var rest = code.dropLast()
        while !rest.isEmpty {
            if let meaning = meanings[String(rest)] { return meaning }
            rest.removeLast()
        }
        return nil
    }
}
