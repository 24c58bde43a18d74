import TextSafety

/// A component of an iCalendar file (RFC 5545): properties, and components within it.
///
/// What may be text from outside goes through `.text`, which makes it harmless and escapes it (section 3.3.11).
struct CalendarComponent {
    let name: String
    private(set) var properties: [String] = []
    private var parts: [CalendarComponent] = []

    init(_ name: String) { self.name = name }

    /// A property of a fixed form: a date, a word of the standard, a whole number.
    mutating func add(_ name: String, _ value: String) { properties.append("\(name):\(value)") }

    mutating func add(_ name: String, text: String) {
        add(name, Self.escaped(text))
    }

    mutating func add(_ part: CalendarComponent) { parts.append(part) }

    /// No component is within it.
    var isEmpty: Bool { parts.isEmpty }

    /// The lines, folded so that none is longer than 75 octets without its end (section 3.1).
    var lines: [String] {
        ["BEGIN:\(name)"] + properties.flatMap(Self.folded) + parts.flatMap(\.lines) + ["END:\(name)"]
    }

    private static func escaped(_ words: String) -> String {
        harmless(words, multiline: true).unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "\\", ";", ",": text += "\\\(scalar)"
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }

    private static func folded(_ line: String) -> [String] {
        var lines: [String] = []
        var current = ""
        var octets = 0
        for scalar in line.unicodeScalars {
            let width = UTF8.width(scalar)
            if octets + width > 75 {
                lines.append(current)
                (current, octets) = (" ", 1)
            }
            current.unicodeScalars.append(scalar)
            octets += width
        }
        return lines + [current]
    }
}
