import Casebook

/// A text with placeholders: `gdelt:{GLOBALEVENTID}`, `{Actor1CountryCode | code country}`.
///
/// The template gives nothing if one of its placeholders gives nothing.
struct Template {
    let pieces: [Piece]

    enum Piece {
        case words(String)
        case placeholder(Placeholder)
    }

    struct Placeholder {
        /// One source, or two for `{a, b | pair}`.
        let sources: [Source]
        /// The names in the placeholder, for messages.
        let name: String
        /// Whether the placeholder gives "" where it would give nothing.
        let isOptional: Bool
        let filters: [Filter]
    }

    /// The text of a template without placeholders; nil if it has some.
    var constant: String? {
        switch pieces.count {
        case 0: return ""
        case 1: if case .words(let words) = pieces[0] { return words } else { return nil }
        default: return nil
        }
    }

    /// Whether the template is a single placeholder whose last filter is `number`.
    var isNumber: Bool {
        guard pieces.count == 1, case .placeholder(let only) = pieces[0], case .number? = only.filters.last
        else {
            return false
        }
        return true
    }

    /// Whether one of the placeholders is split, so that the template gives several texts.
    var isSplit: Bool {
        pieces.contains { piece in
            if case .placeholder(let placeholder) = piece { placeholder.isSplit } else { false }
        }
    }

    /// The texts of a split template. If several placeholders are split, all combinations.
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

    /// The text for a row; nil if the template gives nothing.
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

    /// The texts of a split placeholder, one for each part. Filters after the `split` are applied to each part.
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

    /// The text before filters: that of the source, or the sorted pair of two sources.
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
