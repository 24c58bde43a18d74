/// A code of CAMEO's for what was done (Schrodt, CAMEO 1.1b3), and what GDELT draws from it.
struct CAMEOCode {
    /// As CAMEO writes it: `0312`, `163`, `20`.
    let text: String

    /// `03` of `0312`.
    var root: String { String(text.prefix(2)) }
    /// `031` of `0312`.
    var base: String { String(text.prefix(3)) }

    /// 1 verbal co-operation, 2 material co-operation, 3 verbal conflict, 4 material conflict.
    var quadClass: Int {
        switch Int(root) ?? 0 {
        case ...5: 1
        case ...8: 2
        case ...13: 3
        default: 4
        }
    }

    /// How far it helps or hurts, from -10 to 10 (J. S. Goldstein, "A Conflict-Cooperation Scale for WEIS Events Data",
    /// 1992, as carried over to CAMEO); nil where the vocabulary has no such code.
    ///
    /// The published tables differ at 016 (-2.0 or -5.0) and 164 (-7.0 or -6.5). Ours follows GDELT's, as the columns do.
    var goldstein: String? { Self.scale[text] }

    /// The codes that the vocabulary has; a test compares them.
    static let scale: [String: String] = [
        "010": "0.0", "011": "-0.1", "016": "-2.0", "020": "3.0", "030": "4.0", "036": "4.0", "037": "5.0",
        "039": "5.0", "040": "1.0", "045": "5.0", "046": "7.0", "050": "3.5", "055": "7.0", "057": "8.0",
        "080": "5.0", "085": "7.0", "100": "-5.0", "106": "-5.0", "111": "-2.0", "112": "-2.0", "114": "-2.0",
        "115": "-2.0", "116": "-2.0", "120": "-4.0", "125": "-5.0", "126": "-5.0", "130": "-4.4",
        "139": "-7.0",
        "160": "-4.0", "161": "-4.0", "163": "-8.0", "164": "-7.0", "173": "-5.0",
    ]
}
