import Casebook

/// Words with placeholders in them: `gdelt:{GLOBALEVENTID}`, `{Actor1CountryCode | code country}`.
///
/// It gives nothing where one of its placeholders gives nothing.
struct Template {
    let pieces: [Piece]

    enum Piece {
        case words(String)
        case placeholder(Placeholder)
    }

    struct Placeholder {
        /// One, but for `{a, b | pair}`.
        let sources: [Source]
        /// What stands there, for people.
        let name: String
        /// Gives "" where it gives nothing.
        let isOptional: Bool
        let filters: [Filter]
    }

    /// The words, where there is nothing else.
    var constant: String? {
        switch pieces.count {
        case 0: return ""
        case 1: if case .words(let words) = pieces[0] { return words } else { return nil }
        default: return nil
        }
    }

    /// It is one placeholder, of which a whole number comes.
    var isNumber: Bool {
        guard pieces.count == 1, case .placeholder(let only) = pieces[0], case .number? = only.filters.last
        else {
            return false
        }
        return true
    }

    /// One of its placeholders is split into several: the template gives a text for each.
    var isSplit: Bool {
        pieces.contains { piece in
            if case .placeholder(let placeholder) = piece { placeholder.isSplit } else { false }
        }
    }

    /// The texts of a template that is split; of several such placeholders every one with every other.
    func texts(_ reading: RowEvaluation) throws(RowError) -> [String] {
        var texts = [""]
        for piece in pieces {
            var parts: [String]
            switch piece {
            case .words(let words): parts = [words]
            case .placeholder(let placeholder): parts = try placeholder.texts(reading)
            }
            texts = texts.flatMap { text in parts.map { text + $0 } }
            guard texts.count <= Self.mostTexts else {
                throw RowError("A cell is split into more than \(Self.mostTexts) texts.")
            }
        }
        return texts
    }

    private static let mostTexts = 10_000

    func text(_ reading: RowEvaluation) throws(RowError) -> String? {
        if pieces.count == 1, case .placeholder(let only) = pieces[0] { return try only.text(reading) }
        var text = ""
        for piece in pieces {
            switch piece {
            case .words(let words): text += words
            case .placeholder(let placeholder):
                guard let part = try placeholder.text(reading) else { return nil }
                text += part
            }
        }
        return text
    }
}

extension Template.Placeholder {
    var isSplit: Bool {
        filters.contains { if case .split = $0 { true } else { false } }
    }

    func text(_ reading: RowEvaluation) throws(RowError) -> String? {
        var result = try start(reading)
        for filter in filters { result = try filter.apply(to: result, of: name, reading) }
        return try text(of: result)
    }

    /// One for each of the parts into which a filter splits it; what is behind that filter is done to each.
    func texts(_ reading: RowEvaluation) throws(RowError) -> [String] {
        var results = [try start(reading)]
        for filter in filters {
            var next: [Filter.Result] = []
            for result in results {
                if case .split(let mark) = filter {
                    guard case .text(let text) = result else { continue }
                    next += text.split(every: mark).map(\.trimmed).filter { !$0.isEmpty }.map { .text($0) }
                } else {
                    next.append(try filter.apply(to: result, of: name, reading))
                }
            }
            results = next
        }
        var texts: [String] = []
        for result in results { if let text = try text(of: result) { texts.append(text) } }
        return texts
    }

    private func start(_ reading: RowEvaluation) throws(RowError) -> Filter.Result {
        guard sources.count == 2 else { return try reading.text(sources[0]).map { .text($0) } ?? .nothing }
        guard let one = try reading.text(sources[0]), let other = try reading.text(sources[1]) else {
            return .nothing
        }
        return .text(one < other ? "\(one)-\(other)" : "\(other)-\(one)")
    }

    private func text(of result: Filter.Result) throws(RowError) -> String? {
        switch result {
        case .text(let text): return text.isEmpty && !isOptional ? nil : text
        case .nothing: return isOptional ? "" : nil
        case .fault(let fault): throw fault
        }
    }
}
