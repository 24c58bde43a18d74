import TextSafety

/// A piece of a page in HTML or of a picture in SVG: elements, and words within them.
///
/// Words and the values of attributes may be text from outside: they are made `harmless` and escaped when they are written,
/// so nothing in them is markup, ends an attribute or turns the reading round. The names of elements and attributes are
/// the program's own.
package indirect enum Markup: Sendable {
    case words(String)
    case element(StaticString, [Attribute], [Markup])
    case list([Markup])
    /// Markup as it stands, such as a style sheet: the program's own.
    case verbatim(StaticString)

    /// Nothing is written of one that has no value.
    package struct Attribute: Sendable {
        let name: StaticString
        let value: String?
    }

    package static let nothing = Markup.list([])

    package var text: String {
        var text = ""
        write(to: &text)
        return text
    }

    func write(to text: inout String) {
        switch self {
        case .words(let words): text += Self.escaped(words)
        case .verbatim(let markup): text += markup.description
        case .list(let parts): for part in parts { part.write(to: &text) }
        case .element(let name, let attributes, let parts):
            text += "<\(name)"
            for attribute in attributes {
                guard let value = attribute.value else { continue }
                text += " \(attribute.name)=\"\(Self.escaped(value))\""
            }
            guard !Self.void.contains(name.description) else {
                text += "/>"
                return
            }
            text += ">"
            for part in parts { part.write(to: &text) }
            text += "</\(name)>"
        }
    }

    /// The elements of HTML that are never closed. Any other is, if it is empty too, as HTML wants it and SVG does not mind.
    private static let void: Set = ["br", "col", "hr", "input", "link", "meta", "wbr"]

    private static func escaped(_ words: String) -> String { xmlEscaped(harmless(words, multiline: true)) }
}

extension Markup: ExpressibleByStringLiteral {
    package init(stringLiteral words: String) { self = .words(words) }
}

extension Markup.Attribute {
    /// `.init("class", "act")`, `.init("cx", 12.5)`.
    package init(_ name: StaticString, _ value: String?) {
        self.name = name
        self.value = value
    }
}
