/// The colours of all HTML pages and pictures, for paper and light screens, and for dark screens.
///
/// Each is a CSS variable of the same name everywhere. A colour never carries meaning alone: a word, a shape or a line
/// says the same.
package struct Palette {
    /// A named colour in its light and its dark variant.
    package struct Colour: Sendable {
        /// The name without the dashes: `ink` for the CSS variable `--ink`.
        package let name: String
        /// `#rrggbb`, for paper and light screens.
        package let light: String
        /// `#rrggbb`, for dark screens.
        package let dark: String
    }

    /// All colours of the palette.
    package static let colours = [
        Colour(name: "paper", light: "#ffffff", dark: "#14171c"),
        // The background of rows and bands.
        Colour(name: "band", light: "#f0f2f5", dark: "#20252d"),
        Colour(name: "ink", light: "#1a1d21", dark: "#e8eaed"),
        Colour(name: "quiet", light: "#555c66", dark: "#a9b0ba"),
        // Dividing lines.
        Colour(name: "line", light: "#7f8690", dark: "#7a828e"),
        // Past a deadline that a party set.
        Colour(name: "overdue", light: "#b3141d", dark: "#ff8a80"),
        // Past our own working date; claimed or hedged.
        Colour(name: "soft", light: "#855700", dark: "#e8b54a"),
        Colour(name: "done", light: "#1b6b36", dark: "#7fd095"),
        // A change of phase or temperature; a link.
        Colour(name: "changed", light: "#0a5c8f", dark: "#7cc4f2"),
        Colour(name: "side1", light: "#1f4e8c", dark: "#8ab4f8"),
        Colour(name: "side2", light: "#8a3b12", dark: "#f0a878"),
        Colour(name: "side3", light: "#0b665a", dark: "#6fcfbf"),
        Colour(name: "side4", light: "#6a3d9a", dark: "#c9a6f0"),
    ]

    /// A style sheet that defines the variables for a selector: the light colours, the dark ones if the reader's screen
    /// is dark, and always the light ones in print.
    package static func variables(of selector: String) -> String {
        func rule(_ value: (Colour) -> String) -> String {
            "\(selector){" + colours.map { "--\($0.name):\(value($0));" }.joined() + "}"
        }
        return rule(\.light)
            + "@media (prefers-color-scheme:dark){\(rule(\.dark))}@media print{\(rule(\.light))}"
    }

    /// The name of a side's colour, from the index of the side. There are four; they repeat.
    package static func side(_ index: Int) -> String { "side\(index % 4 + 1)" }
}
