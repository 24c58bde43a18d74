/// The Goldstein scale: how much an act improves or harms relations, from -10 to 10, by its CAMEO code (J. S.
/// Goldstein, "A Conflict-Cooperation Scale for WEIS Events Data", 1992, as adapted to CAMEO).
///
/// The published tables differ at 016 (-2.0 or -5.0), 022 (3.2 or 3.4), 164 (-7.0 or -6.5) and 165 (-6.5 or
/// -7.0). The values here are those of GDELT, because the export uses GDELT's columns.
enum GoldsteinScale {
    /// The value of a code. If the table does not have the code, the value of its longest prefix in the table:
    /// 1122 has the value of 11. nil if no prefix of two digits or more is in the table.
    static func value(of code: String) -> String? {
        for length in stride(from: code.utf8.count, through: 2, by: -1) {
            if let value = values[String(code.prefix(length))] { return value }
        }
        return nil
    }

    private static let values: [String: String] = {
        let words = table.split { $0 == " " || $0 == "\n" }.map(String.init)
        return Dictionary(
            uniqueKeysWithValues: stride(from: 0, to: words.count - 1, by: 2).map {
                (words[$0], words[$0 + 1])
            })
    }()

    /// One line for each root code: pairs of a code and its value.
    private static let table = """
        01 0.0 011 -0.1 012 -0.4 013 0.4 016 -2.0 018 3.4 019 3.4
        02 3.0 021 3.4 022 3.2 023 3.4 024 -0.3 025 -0.3 026 4.0 027 4.0 028 4.0
        03 4.0 031 5.2 032 4.5 033 5.2 0334 6.0 034 7.0 035 7.0 037 5.0 038 7.0 039 5.0
        04 1.0 042 1.9 043 2.8 044 2.5 045 5.0 046 7.0
        05 3.5 051 3.4 053 3.8 054 6.0 055 7.0 056 7.0 057 8.0
        06 6.0 061 6.4 062 7.4 063 7.4 064 7.0
        07 7.0 071 7.4 072 8.3 073 7.4 074 8.5
        08 5.0 084 7.0 085 7.0 086 9.0 087 9.0 0874 10.0
        09 -2.0
        10 -5.0
        11 -2.0
        12 -4.0 125 -5.0 126 -5.0 127 -5.0 128 -5.0 129 -5.0
        13 -6.0 130 -4.4 131 -5.8 132 -5.8 133 -5.8 134 -5.8 135 -5.8 136 -7.0 137 -7.0 138 -7.0 139 -7.0
        14 -6.5 144 -7.5 145 -7.5
        15 -7.2
        16 -4.0 162 -5.6 163 -8.0 164 -7.0 165 -6.5 166 -7.0
        17 -7.0 171 -9.2 172 -5.0 173 -5.0 174 -5.0 175 -9.0
        18 -9.0 182 -9.5 1821 -9.0 1822 -9.0 1823 -10.0 183 -10.0 184 -8.0 185 -8.0 186 -10.0
        19 -10.0 191 -9.5 192 -9.5 196 -9.5
        20 -10.0 201 -9.5
        """
}
