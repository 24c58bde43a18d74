import DisputeModel
import TextSafety

/// A self-contained HTML page: it loads nothing from outside and is readable without scripts.
struct Document {
    let title: String
    /// The page's own style sheet, added to the common one. It must not contain text from outside.
    let style: String
    let body: [Markup]
    /// An optional script, and its SHA-256 in Base64, by which the page's Content-Security-Policy allows it.
    let script: (code: StaticString, hash: StaticString)?

    /// The whole page as HTML.
    var text: String {
        let policy =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
            + (script.map { "; script-src 'sha256-\($0.hash)'" } ?? "")
        let head: [Markup] = [
            .element("meta", [.init("charset", "utf-8")], []),
            .element(
                "meta", [.init("http-equiv", "Content-Security-Policy"), .init("content", policy)], []),
            .element(
                "meta",
                [.init("name", "viewport"), .init("content", "width=device-width, initial-scale=1")], []),
            .element("title", [], [.words(title)]),
            .element(
                "style", [], [.words(Palette.variables(of: ":root")), .verbatim(Self.style), .words(style)]),
        ]
        let page = Markup.element(
            "html", [.init("lang", "en")],
            [
                .element("head", [], head),
                .element(
                    "body", [],
                    body + (script.map { [.element("script", [], [.verbatim($0.code)])] } ?? [])),
            ])
        return "<!DOCTYPE html>\n\(page.text)"
    }

    private static let style: StaticString = """
        :root{color-scheme:light dark}
        body{margin:0 auto;max-width:76rem;padding:1rem 1.25rem 4rem;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,sans-serif;font-variant-numeric:tabular-nums}
        h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0;overflow-wrap:anywhere}h2{font-size:1.1rem;margin:2rem 0 .5rem}
        a{color:var(--changed)}:focus-visible{outline:2px solid var(--changed);outline-offset:2px}
        .skip{position:absolute;left:-99rem}.skip:focus{position:static}
        .quiet{color:var(--quiet)}.overdue{color:var(--overdue);font-weight:600}.soft{color:var(--soft)}.done{color:var(--done)}.changed,.strong,.heading{font-weight:600}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:.5rem 0}dt{color:var(--quiet)}dd{margin:0;overflow-wrap:anywhere}
        @media (max-width:40rem){dl{display:block}dd{margin:0 0 .4rem 1rem}}
        """
}

extension Markup {
    /// `<p class="…">`.
    static func block(_ name: StaticString, _ style: String? = nil, _ parts: [Markup]) -> Markup {
        .element(name, [.init("class", style)], parts)
    }

    /// Text in its styles, as HTML. Each field that is written from right to left is wrapped in `bdi`.
    ///
    /// - Parameter rows: the events that have a row on the page. `#17` in the text becomes a link to the row of event
    ///   17 if that is one of them.
    static func text(_ text: Text, linking rows: Set<Int> = []) -> Markup {
        .list(
            text.fields.map { field in
                let words = linked(field.words, rows)
                let isolated: [Markup] =
                    isolated(field.words) == field.words ? words : [.element("bdi", [], words)]
                return field.style == .plain
                    ? .list(isolated) : .element("span", [.init("class", "\(field.style)")], isolated)
            })
    }

    private static func linked(_ words: String, _ rows: Set<Int>) -> [Markup] {
        var parts: [Markup] = []
        var rest = words[...]
        var plain = ""
        while let sign = rest.firstIndex(of: "#") {
            plain += rest[..<sign]
            let digits = rest[rest.index(after: sign)...].prefix { $0.isASCII && $0.isNumber }
            if let position = Int(digits), rows.contains(position) {
                parts += [
                    .words(plain),
                    .element("a", [.init("href", "#\(EventNames.anchor(position))")], [.words("#\(digits)")]),
                ]
                plain = ""
            } else {
                plain += "#\(digits)"
            }
            rest = rest[digits.endIndex...]
        }
        return parts + [.words(plain + rest)]
    }
}
