import CanonicalJSON
import DisputeModel

/// A code of CAMEO's for what was done (Schrodt, CAMEO 1.1b3), and what GDELT draws from it.
struct CAMEOCode {
    /// As CAMEO writes it: `0312`, `163`, `20`.
    let text: String

    /// nil where CAMEO has no such root.
    init?(_ text: String) {
        guard (2...4).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            (1...20).contains(Int(text.prefix(2)) ?? 0)
        else { return nil }
        self.text = text
    }

    /// `03` of `0312`.
    var root: String { String(text.prefix(2)) }
    /// `031` of `0312`.
    var base: String { String(text.prefix(3)) }

    /// 1 verbal co-operation, 2 material co-operation, 3 verbal conflict, 4 material conflict; as GDELT itself draws the
    /// lines, in whose data to investigate (09) is material co-operation, and to protest (14) verbal conflict.
    var quadClass: Int {
        switch Int(root) ?? 0 {
        case ...5: 1
        case ...9: 2
        case ...14: 3
        default: 4
        }
    }

    var goldstein: String? { GoldsteinScale.value(of: text) }
}

extension Event {
    /// The code that its source gave it, which imports of CAMEO-coded data keep in `details.cameo`; else that of its kind.
    var cameo: CAMEOCode? {
        details["cameo"]?.string.flatMap { CAMEOCode($0) } ?? kind?.cameo.flatMap { CAMEOCode($0) }
    }
}
