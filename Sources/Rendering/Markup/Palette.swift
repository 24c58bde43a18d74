/// The colours of all fair copies, for paper and for a dark screen.
///
/// Each is a variable of the style sheet, by the same name everywhere. None says alone what it says: a word, a shape or a
/// line says it too.
package struct Palette {
    package struct Colour: Sendable {
        /// `style`, which the style sheet knows as `--style`.
        package let name: String
        /// As `#rrggbb`, on paper and on light screens.
        package let light: String
        package let dark: String
    }

    package static let colours = [
        Colour(name: "paper", light: "#ffffff", dark: "#14171c"),
        // Behind rows and bands.
        Colour(name: "band", light: "#f0f2f5", dark: "#20252d"),
        Colour(name: "ink", light: "#1a1d21", dark: "#e8eaed"),
        Colour(name: "quiet", light: "#555c66", dark: "#a9b0ba"),
        // Rules between parts.
        Colour(name: "line", light: "#7f8690", dark: "#7a828e"),
        // Past a date that somebody set.
        Colour(name: "overdue", light: "#b3141d", dark: "#ff8a80"),
        // Past our own working date; what is only claimed or hedged.
        Colour(name: "soft", light: "#855700", dark: "#e8b54a"),
        Colour(name: "done", light: "#1b6b36", dark: "#7fd095"),
        // A change of phase or temperature; a link.
        Colour(name: "changed", light: "#0a5c8f", dark: "#7cc4f2"),
        Colour(name: "side1", light: "#1f4e8c", dark: "#8ab4f8"),
        Colour(name: "side2", light: "#8a3b12", dark: "#f0a878"),
        Colour(name: "side3", light: "#0b665a", dark: "#6fcfbf"),
        Colour(name: "side4", light: "#6a3d9a", dark: "#c9a6f0"),
    ]

    /// The variables, for what the selector names: dark where the reader's screen is, and never on paper.
    package static func variables(of selector: String) -> String {
        func rule(_ value: (Colour) -> String) -> String {
            "\(selector){" + colours.map { "--\($0.name):\(value($0));" }.joined() + "}"
        }
        return rule(\.light)
            + "@media (prefers-color-scheme:dark){\(rule(\.dark))}@media print{\(rule(\.light))}"
    }

    /// The name of the colour of a side, from 0.
    package static func side(_ index: Int) -> String { "side\(index % 4 + 1)" }
}
