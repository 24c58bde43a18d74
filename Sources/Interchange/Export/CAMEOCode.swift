import CanonicalJSON
import DisputeModel

/// A CAMEO event code (Schrodt, CAMEO 1.1b3), with the values that GDELT derives from it.
struct CAMEOCode {
    /// The code as CAMEO writes it: `0312`, `163`, `20`.
    let text: String

    /// Returns nil unless the text is two to four digits that begin with a CAMEO root, 01 to 20.
    init?(_ text: String) {
        guard (2...4).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            (1...20).contains(Int(text.prefix(2)) ?? 0)
        else { return nil }
        self.text = text
    }

    /// The root code: `03` for `0312`.
    var root: String { String(text.prefix(2)) }
    /// The base code: `031` for `0312`.
    var base: String { String(text.prefix(3)) }

    /// GDELT's QuadClass: 1 verbal co-operation, 2 material co-operation, 3 verbal conflict, 4 material
    /// conflict.
    ///
    /// The boundaries follow GDELT's data, where investigate (09) counts as material co-operation and protest
    /// (14) as verbal conflict.
    var quadClass: Int {
        switch Int(root) ?? 0 {
        case ...5: 1
        case ...9: 2
        case ...14: 3
        default: 4
        }
    }

    /// The value on the Goldstein scale; nil if the scale has none.
    var goldstein: String? { GoldsteinScale.value(of: text) }
}

extension Event {
    /// The CAMEO code of the event: the code from its source, if an import of CAMEO-coded data kept one in
    /// `details.cameo`, otherwise the code of the event's kind.
    var cameo: CAMEOCode? {
        details["cameo"]?.string.flatMap { CAMEOCode($0) } ?? kind?.cameo.flatMap { CAMEOCode($0) }
    }
}
