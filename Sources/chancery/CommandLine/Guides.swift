import CGuides
import Rendering

/// The guides that are built into the program: the articles of `Chancery.docc`.
enum Guides {
    /// The names of the guides, as used in `chancery help`: `two-times`.
    static let names: [String] = {
        var names: [String] = []
        while let guide = guide_at(Int32(names.count)) { names.append(String(cString: guide.pointee.name)) }
        return names
    }()

    /// The Markdown of the guide with this name or file name (`TwoTimes`); nil if there is none.
    static func text(named name: String) -> String? {
        guard
            let index = names.firstIndex(where: { $0 == name.lowercased() || $0 == Self.name(ofFile: name) }),
            let guide = guide_at(Int32(index))
        else { return nil }
        let bytes = UnsafeBufferPointer(start: guide.pointee.text, count: guide.pointee.count)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `TwoTimes` → `two-times`.
    static func name(ofFile file: String) -> String {
        file.reduce(into: "") { name, letter in
            if letter.isUppercase, !name.isEmpty { name += "-" }
            name += letter.lowercased()
        }
    }

    /// The page of a guide. References to other guides become the commands that print them.
    static func page(_ text: String) -> GuidePage {
        GuidePage(Guide(text)) { "chancery help \(name(ofFile: $0))" }
    }

    /// A list of the guides, in the layout of the parser's list of commands.
    static func overview(columns: Int) -> [String] {
        let width = (names.map(\.count).max() ?? 0) + 2
        let canvas = TerminalCanvas(width: columns)
        return ["GUIDES:"]
            + names.flatMap { name in
                let padding = String(repeating: " ", count: width - name.count)
                return canvas.lines(
                    Text("\(name)\(padding)\(text(named: name).flatMap(Guide.abstract(of:)) ?? "")"),
                    indent: 2, hanging: width)
            } + ["", "  See 'chancery help <guide>' to read one."]
    }
}
