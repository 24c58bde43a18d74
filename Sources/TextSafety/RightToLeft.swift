/// Isolates a field, so that its text direction does not affect what follows: columns next to Arabic or Hebrew
/// stay in place.
///
/// If the field has letters that are written from right to left, it is put between FIRST STRONG ISOLATE and POP
/// DIRECTIONAL ISOLATE (UAX #9); otherwise it is returned unchanged. The two characters occupy no column.
package func isolated(_ field: String) -> String {
    field.unicodeScalars.contains { $0.isWrittenRightToLeft } ? "\u{2068}\(field)\u{2069}" : field
}

extension Unicode.Scalar {
    /// Whether the scalar is a letter of bidi class R or AL. Each of these ranges holds blocks of such scripts
    /// (UAX #44, table 4).
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
