import Foundation
import Testing

@testable import Rendering

/// WCAG 2.2, success criteria 1.4.3 and 1.4.11.
@Suite struct PaletteTests {
    @Test(arguments: [\Palette.Colour.light, \.dark])
    func `words and lines can be read on paper and on a dark screen`(
        value: any KeyPath<Palette.Colour, String> & Sendable
    ) throws {
        func colour(_ name: String) throws -> String {
            try #require(Palette.colours.first { $0.name == name })[keyPath: value]
        }
        for context in ["paper", "band"] {
            let grounded = try colour(context)
            for style in Palette.colours where !["paper", "band"].contains(style.name) {
                let least = style.name == "line" ? 3 : 4.5
                let contrast = Self.contrast(style[keyPath: value], grounded)
                #expect(contrast >= least, "\(style.name) on \(context): \(contrast)")
            }
        }
    }

    @Test func `on paper it is light, whatever the screen is`() throws {
        let css = Palette.variables(of: ".x")
        let print = try #require(css.range(of: "@media print"))
        let dark = try #require(css.range(of: "prefers-color-scheme:dark"))
        #expect(dark.lowerBound < print.lowerBound)
        #expect(css[print.lowerBound...].contains("--paper:#ffffff"))
    }

    private static func contrast(_ one: String, _ other: String) -> Double {
        let (a, b) = (luminance(one), luminance(other))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    private static func luminance(_ colour: String) -> Double {
        let parts = stride(from: 1, to: 7, by: 2).map { start in
            let digits = colour.dropFirst(start).prefix(2)
            let share = Double(Int(digits, radix: 16) ?? 0) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
}
