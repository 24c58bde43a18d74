import TextSafety

/// A tree of HTML or SVG elements and text.
///
/// Text and attribute values may come from outside. They are `sanitized` and escaped when they are written, so they
/// cannot add markup, end an attribute or reverse the reading direction. Names of elements and attributes are literals
/// of the
/// program.
package indirect enum Markup: Sendable {
    /// Text, which is escaped.
    case words(String)
    /// An element: its name, its attributes and its children.
    case element(StaticString, [Attribute], [Markup])
    /// Several pieces, one after the other.
    case list([Markup])
    /// A literal of the program that is written without escaping, such as a style sheet.
    case verbatim(StaticString)

    /// An attribute of an element. If its value is nil it is not written.
    package struct Attribute: Sendable {
        let name: StaticString
        let value: String?
    }

    /// Writes nothing.
    package static let nothing = Markup.list([])

    /// The markup as it is written to a file.
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

    /// The void elements of HTML. All other elements get an end tag even if they are empty, as HTML requires and SVG
    /// allows.
    private static let void: Set = ["br", "col", "hr", "input", "link", "meta", "wbr"]

    private static func escaped(_ words: String) -> String { xmlEscaped(sanitized(words, multiline: true)) }
}

extension Markup: ExpressibleByStringLiteral {
    /// Text, which is escaped.
    package init(stringLiteral words: String) { self = .words(words) }
}

extension Markup.Attribute {
    /// An attribute with text: `.init("class", "act")`; nothing is written if the value is nil.
    package init(_ name: StaticString, _ value: String?) {
        self.name = name
        self.value = value
    }
}
