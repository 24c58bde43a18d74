import DisputeModel

/// A code table: the meaning of each code, always the same or by period.
struct CodeTable {
    let name: String
    private let meanings: [String: Meaning]
    /// Whether a code that is not in the table has the meaning of its longest prefix that is.
    private let hasPrefixes: Bool

    /// The meaning of a code.
    enum Meaning {
        case always(String)
        /// In chronological order, without overlaps.
        case inTime([Term])

        /// The meaning at an instant; the last meaning if the instant is unknown (nil). Returns nil if the code
        /// has no meaning at that instant.
        func text(at instant: Instant?) -> String? {
            switch self {
            case .always(let text): return text
            case .inTime(let terms):
                guard let instant else { return terms.last?.text }
                return terms.first { $0.holds(at: instant) }?.text
            }
        }
    }

    /// A meaning of a code during one period.
    struct Term {
        let text: String
        /// The bounds of the period, both inclusive; nil if the period has no bound on that side.
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

    /// The meaning of a code; nil if the code is not in the table. The meaning may be "", which means that the
    /// code stands for nothing.
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

/// Builds a code table, row by row.
struct CodeTableRows {
    private var meanings: [String: CodeTable.Meaning] = [:]

    /// Adds a meaning. Returns false if the code already has a meaning in the same period.
    mutating func add(_ code: String, _ term: CodeTable.Term) -> Bool {
        let isAlways = term.first == nil && term.last == nil
        switch meanings[code] {
        case nil:
            meanings[code] = isAlways ? .always(term.text) : .inTime([term])
            return true
        case .always: return false
        case .inTime(let terms):
            // Meanings must not overlap: each period must end before the next one begins.
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
