/// A field set apart, so that its direction ends where it ends: the columns beside Arabic or Hebrew stay in place.
///
/// FIRST STRONG ISOLATE before it and POP DIRECTIONAL ISOLATE after it (UAX #9), where it has letters written from
/// right to left; else the field itself. Neither takes a column.
package func isolated(_ field: String) -> String {
    field.unicodeScalars.contains { $0.isWrittenRightToLeft } ? "\u{2068}\(field)\u{2069}" : field
}

extension Unicode.Scalar {
    /// A letter of bidi class R or AL, which has a block of its own in each of these ranges (UAX #44, table 4).
    fileprivate var isWrittenRightToLeft: Bool {
        switch value {
        case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
            switch properties.generalCategory {
            case .otherLetter, .modifierLetter, .uppercaseLetter, .lowercaseLetter: true
            default: false
            }
        default: false
        }
    }
}
