import CanonicalJSON
import Casebook
import DisputeModel

/// A filter of a placeholder, which changes the text.
enum Filter {
    case lower, upper, trim
    /// Converts the text to the form that the id of a dispute may have.
    case slug
    /// Converts the text to the form that the part of a party after the colon may have.
    case path
    /// Reads a whole number, and drops leading zeros.
    case number
    /// Replaces a code by its meaning. `on` is the source of the date, for codes whose meaning changes over
    /// time.
    case code(CodeTable, on: (source: Source, name: String)? = nil)
    /// Replaces the code or a name of a party by its reference.
    case party(PartyNames)
    /// Replaces the reference of a party by its name.
    case name(PartyNames)
    /// The text between the last occurrence of the first mark and the second mark after it; nothing if a mark
    /// is missing.
    case between(String, String)
    /// The text before the first occurrence of the mark; all of it if there is none.
    case before(String)
    /// The text after the first occurrence of the mark; nothing if there is none.
    case after(String)
    case replace(String, by: String)
    /// The filter `else`: this text if there is none, or if the row cannot be read.
    case otherwise(String)
    /// Replaces a state's code of two letters (ISO 3166-1) by its code of three.
    case alpha2
    /// Splits the text at each occurrence of the mark. Each part gives an element of a list.
    case split(String)
    /// Adds a span of time to a day.
    case plus(TimeSpan)

    /// The result of a filter, and the input of the next one.
    enum Result {
        case text(String)
        case nothing
        /// The row cannot be imported, unless the filter `else` follows.
        case fault(RowError)
    }

    /// Applies the filter. `name` is the name of the placeholder, for errors. `split` is not applied here but
    /// in `Template.Placeholder.texts`.
    func apply(to result: Result, of name: String, _ reading: RowEvaluation) throws(RowError) -> Result {
        guard case .text(let text) = result else {
            if case .otherwise(let words) = self { return .text(words) }
            return result
        }
        if text.isEmpty { return try apply(to: .nothing, of: name, reading) }
        switch self {
        case .lower: return .text(text.lowercased())
        case .upper: return .text(text.uppercased())
        case .trim: return .text(text.trimmed)
        case .slug: return .text(Self.slug(text))
        case .path: return .text(Self.path(text))
        case .number:
            guard let number = Int(text.trimmed) else {
                return .fault(RowError("\(quoted(text)) in \(name) is not a whole number."))
            }
            return .text(String(number))
        case .code(let table, let day):
            guard let meaning = table.meaning(of: text) else {
                return .fault(
                    RowError("\(quoted(text)) in \(name) is not in the code table \"\(table.name)\"."))
            }
            return try Self.text(meaning, of: text, in: name, by: table, on: day, reading)
        case .party(let names):
            guard let reference = names.reference(text) else {
                return .fault(RowError("\(quoted(text)) in \(name) is not a known party."))
            }
            return .text(reference)
        case .name(let names):
            guard let words = names.name(text) else {
                return .fault(RowError("\(quoted(text)) in \(name) is not a known party."))
            }
            return .text(words)
        case .between(let open, let close):
            guard let (_, rest) = text.parted(atLast: open), let (inside, _) = rest.parted(at: close) else {
                return .nothing
            }
            return .text(inside.trimmed)
        case .before(let mark): return .text((text.parted(at: mark)?.before ?? text).trimmed)
        case .after(let mark):
            guard let (_, rest) = text.parted(at: mark) else { return .nothing }
            return .text(rest.trimmed)
        case .replace(let old, let new): return .text(text.replacing(every: old, by: new))
        case .alpha2:
            guard let code = PartyRegister.alpha3(ofAlpha2: text.trimmed) else {
                return .fault(
                    RowError("\(quoted(text)) in \(name) is not a code of two letters (ISO 3166-1)."))
            }
            return .text(code)
        case .plus(let span):
            guard let day = Day(text.trimmed.prefix(10)) else {
                return .fault(
                    RowError("\(quoted(text)) in \(name) is not a day (YYYY-MM-DD) to add time to."))
            }
            guard let count = try span.count(reading) else { return .nothing }
            guard let later = count.after(day) else {
                return .fault(
                    RowError("\(quoted(text)) in \(name) plus that time is not a day of the calendar."))
            }
            return .text(later.description)
        case .otherwise, .split: return result
        }
    }

    private static func text(
        _ meaning: CodeTable.Meaning, of code: String, in name: String, by table: CodeTable,
        on day: (source: Source, name: String)?, _ reading: RowEvaluation
    ) throws(RowError) -> Result {
        if case .always(let text) = meaning { return text.isEmpty ? .nothing : .text(text) }
        let written = try day.flatMap { (day) throws(RowError) in try reading.text(day.source) }
        let date = written.flatMap { EDTF($0.trimmed) }
        if let written, let day, date == nil {
            return .fault(
                RowError("\(quoted(written)) in \(day.name) is not a date (YYYY, YYYY-MM, YYYY-MM-DD)."))
        }
        guard let text = meaning.text(at: date?.ownPlace) else {
            return .fault(
                RowError(
                    "\(quoted(code)) in \(name) means nothing on \(written ?? "that day") in the code table \"\(table.name)\"."
                ))
        }
        return text.isEmpty ? .nothing : .text(text)
    }

    /// Lowercase ASCII letters and digits, with one hyphen for everything between them. A letter that cannot be
    /// folded to ASCII counts as a separator.
    private static func slug(_ text: String) -> String {
        var slug: [UInt8] = []
        for byte in folded(text).utf8 {
            switch byte {
            case 0x61...0x7A, 0x30...0x39: slug.append(byte)
            default: if let last = slug.last, last != UInt8(ascii: "-") { slug.append(UInt8(ascii: "-")) }
            }
        }
        if slug.last == UInt8(ascii: "-") { slug.removeLast() }
        return String(decoding: slug, as: UTF8.self)
    }

    private static func path(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        var count = 0
        for scalar in text.trimmed.unicodeScalars where count < Party.longestPart {
            switch scalar.value {
            case 0x2C, 0x3A: scalars.append(";")
            case 0x00..<0x20, 0x7F: scalars.append(" ")
            case 0x20..<0x7F: scalars.append(scalar)
            // Characters that a party's reference does not allow, such as bidi controls, are dropped.
            default: if Party("?:a\(scalar)a") != nil { scalars.append(scalar) } else { continue }
            }
            count += 1
        }
        return String(scalars).trimmed
    }
}

/// The text in quotation marks, for use in a sentence; shortened if it is longer than 80 bytes.
package func quoted(_ text: String) -> String { "\"\(shortened(text))\"" }

/// The text, or its first 60 scalars and an ellipsis if it is longer than 80 bytes.
package func shortened(_ text: String) -> String {
    guard text.utf8.count > 80 else { return text }
    var start = String.UnicodeScalarView()
    start.append(contentsOf: text.unicodeScalars.prefix(60))
    return "\(String(start))…"
}

/// Shortens long quotations in a sentence, and the sentence itself if it is still longer than 600 bytes.
func withShortQuotes(_ sentence: String) -> String {
    guard sentence.utf8.count > 80 else { return sentence }
    let parts = sentence.split(separator: "\"", omittingEmptySubsequences: false)
    let short = parts.enumerated().map {
        $0.offset % 2 == 1 ? shortened(String($0.element)) : String($0.element)
    }
    .joined(separator: "\"")
    guard short.utf8.count > 600 else { return short }
    var start = String.UnicodeScalarView()
    start.append(contentsOf: short.unicodeScalars.prefix(400))
    return "\(String(start))…"
}
