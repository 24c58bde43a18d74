import DisputeModel

/// What the codes of a column mean: one text for another, always or in a time.
struct CodeTable {
    let name: String
    private let meanings: [String: Meaning]
    /// Of a code that it does not have, the longest beginning that it has counts.
    private let hasPrefixes: Bool

    enum Meaning {
        case always(String)
        /// In order of time; no two at once.
        case inTime([Term])

        /// What it is at an instant; the last, where that is not known. nil where it means nothing at all then.
        func text(at instant: Instant?) -> String? {
            switch self {
            case .always(let text): return text
            case .inTime(let terms):
                guard let instant else { return terms.last?.text }
                return terms.first { $0.holds(at: instant) }?.text
            }
        }
    }

    /// What a code means from one day to another.
    struct Term {
        let text: String
        /// nil from the beginning, and to the end.
        let first: Instant?
        let last: Instant?

        func holds(at instant: Instant) -> Bool {
            (first.map { $0 <= instant } ?? true) && (last.map { instant <= $0 } ?? true)
        }
    }

    init(name: String, meanings: [String: String], hasPrefixes: Bool) {
        self.init(name: name, terms: meanings.mapValues { .always($0) }, hasPrefixes: hasPrefixes)
    }

    init(name: String, terms: [String: Meaning], hasPrefixes: Bool) {
        self.name = name
        self.meanings = terms
        self.hasPrefixes = hasPrefixes
    }

    /// nil for a code that is not in it; a code may be in it and mean nothing, which is "".
    func meaning(of code: String) -> Meaning? {
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

/// What a code table is made of, row by row.
struct CodeTableRows {
    private var meanings: [String: CodeTable.Meaning] = [:]

    /// false where the code means something else at the same time already.
    mutating func add(_ code: String, _ term: CodeTable.Term) -> Bool {
        let isAlways = term.first == nil && term.last == nil
        switch meanings[code] {
        case nil:
            meanings[code] = isAlways ? .always(term.text) : .inTime([term])
            return true
        case .always: return false
        case .inTime(let terms):
            // The end of one is before the beginning of the next.
            let isAfter = { (one: CodeTable.Term, other: CodeTable.Term) in
                guard let last = one.last, let first = other.first else { return false }
                return last < first
            }
            let place = terms.firstIndex { !isAfter($0, term) } ?? terms.count
            guard place == terms.count || isAfter(term, terms[place]) else { return false }
            meanings[code] = .inTime(terms[..<place] + [term] + terms[place...])
            return true
        }
    }

    func table(_ name: String, hasPrefixes: Bool) -> CodeTable {
        CodeTable(name: name, terms: meanings, hasPrefixes: hasPrefixes)
    }
}
