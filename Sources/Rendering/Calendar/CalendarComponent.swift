import TextSafety

/// A component of an iCalendar file (RFC 5545): its properties and its nested components.
///
/// Text that may come from outside is added with `add(_:text:)`, which sanitizes and escapes it (section
/// 3.3.11).
struct CalendarComponent {
    let name: String
    private(set) var properties: [String] = []
    private var parts: [CalendarComponent] = []

    init(_ name: String) { self.name = name }

    /// Adds a property whose value needs no escaping: a date, a keyword of the standard, an integer.
    mutating func add(_ name: String, _ value: String) { properties.append("\(name):\(value)") }

    mutating func add(_ name: String, text: String) {
        add(name, Self.escaped(text))
    }

    mutating func add(_ part: CalendarComponent) { parts.append(part) }

    /// Whether the component has no nested components.
    var isEmpty: Bool { parts.isEmpty }

    /// The lines without their line ends, folded to at most 75 octets each (section 3.1).
    var lines: [String] {
        ["BEGIN:\(name)"] + properties.flatMap(Self.folded) + parts.flatMap(\.lines) + ["END:\(name)"]
    }

    private static func escaped(_ words: String) -> String {
        sanitized(words, multiline: true).unicodeScalars.reduce(into: "") { text, scalar in
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
