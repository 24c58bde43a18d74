/// A JSON value that RFC 8785 can write without loss: integers only, object keys unique and sorted.
package enum JSON: Sendable {
    case null
    case bool(Bool)
    /// Within ±(2⁵³ − 1), the integers that every JSON reader keeps (RFC 7493, section 2.2).
    case integer(Int)
    case string(String)
    case array([JSON])
    case object(JSONObject)
}

extension JSON {
    /// ±(2⁵³ − 1), the integers that `JSON` accepts.
    package static let integerRange = -9_007_199_254_740_991...9_007_199_254_740_991

    /// The string; nil for a value of another type.
    package var string: String? {
        if case .string(let value) = self { value } else { nil }
    }

    /// The Boolean; nil for a value of another type.
    package var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The integer; nil for a value of another type.
    package var integer: Int? {
        if case .integer(let value) = self { value } else { nil }
    }

    /// The elements of the array; nil for a value of another type.
    package var array: [JSON]? {
        if case .array(let value) = self { value } else { nil }
    }

    /// The object; nil for a value of another type.
    package var object: JSONObject? {
        if case .object(let value) = self { value } else { nil }
    }

    /// The strings in an array, without its other elements; empty for other values.
    package var strings: [String] { array?.compactMap(\.string) ?? [] }
}

extension JSON: Equatable {
    /// Strings are equal when their bytes are; Swift's `==` treats two spellings of "é" as equal.
    package static func == (left: JSON, right: JSON) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.integer(let a), .integer(let b)): a == b
        case (.string(let a), .string(let b)): same(a, b)
        case (.array(let a), .array(let b)): a == b
        case (.object(let a), .object(let b)): a == b
        default: false
        }
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// A string, written as a literal.
    package init(stringLiteral value: String) { self = .string(value) }
    /// An integer, written as a literal. It has to be within `integerRange`, which is not checked.
    package init(integerLiteral value: Int) { self = .integer(value) }
    /// A Boolean, written as a literal.
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    /// An array of the elements of a literal.
    package init(arrayLiteral elements: JSON...) { self = .array(elements) }
    /// An object with the members of a literal. Of two members with one key the later is kept.
    package init(dictionaryLiteral elements: (String, JSON)...) { self = .object(JSONObject(elements)) }
}
