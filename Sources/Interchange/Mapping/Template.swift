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

    func text(_ reading: Reading) throws(RowFault) -> String? {
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
    func text(_ reading: Reading) throws(RowFault) -> String? {
        var result: Filter.Result
        if sources.count == 2 {
            let (one, other) = (try reading.text(sources[0]), try reading.text(sources[1]))
            if let one, let other {
                result = .text(one < other ? "\(one)-\(other)" : "\(other)-\(one)")
            } else {
                result = .nothing
            }
        } else {
            result = try reading.text(sources[0]).map { .text($0) } ?? .nothing
        }
        for filter in filters { result = filter.apply(to: result, of: name) }
        switch result {
        case .text(let text): return text.isEmpty && !isOptional ? nil : text
        case .nothing: return isOptional ? "" : nil
        case .fault(let fault): throw fault
        }
    }
}
