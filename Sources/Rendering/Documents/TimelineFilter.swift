import Answers
import DisputeModel

/// The controls that filter the rows of a timeline page: by side, kind or marking with CSS alone, and by words with a
/// script.
struct TimelineFilter {
    private struct Choice {
        /// The CSS class of the rows that match this choice.
        let name: String
        let words: String
    }

    private let choices: [(title: String, name: String, of: [Choice])]

    init(_ rows: [TimelineRow], _ sides: Sides) {
        let present = Set(rows.map(\.side))
        let acting =
            sides.sides.enumerated().filter { present.contains($0.offset) }
            .map { Choice(name: "s\($0.offset)", words: $0.element.name) }
            + (present.contains(nil) ? [Choice(name: "sx", words: "Others")] : [])
        let shapes = Set(rows.map(\.shape))
        let kinds = ActShape.allCases.filter(shapes.contains).map {
            Choice(name: "g\($0.rawValue)", words: $0.name)
        }
        let markings = Set(rows.map(\.item.event.marking)).sorted().map {
            Choice(name: "m-\($0.rawValue)", words: $0.rawValue)
        }
        choices = [("Side", "side", acting), ("Kind", "kind", kinds), ("Marking", "marking", markings)]
            .filter { $0.of.count > 1 }
    }

    /// CSS that hides each row that does not match a checked choice. `:has` is limited to the form: applied to a whole
    /// page of
    /// 5,000 rows it takes Chromium minutes.
    var style: String {
        choices.flatMap(\.of).map {
            ".filter:has(#only-\($0.name):checked)~table .act:not(.\($0.name)){display:none}"
        }.joined()
    }

    var controls: Markup {
        .element(
            "form", [.init("class", "filter"), .init("aria-label", "Which events are shown")],
            choices.map { choice in
                .block(
                    "fieldset", nil,
                    [.block("legend", nil, [.words(choice.title)]), radio(choice.name, nil)]
                        + choice.of.map { radio(choice.name, $0) })
            } + [
                .element(
                    "p", [.init("hidden", "")],
                    [
                        .element("label", [.init("for", "words")], ["Words"]),
                        .element("input", [.init("id", "words"), .init("type", "search")], []),
                        .element("output", [.init("id", "count"), .init("for", "words")], []),
                    ])
            ])
    }

    private func radio(_ group: String, _ choice: Choice?) -> Markup {
        .block(
            "label", nil,
            [
                .element(
                    "input",
                    [
                        .init("type", "radio"), .init("name", group),
                        .init("id", choice.map { "only-\($0.name)" }),
                        .init("checked", choice == nil ? "" : nil),
                    ], []),
                .element("bdi", [], [.words(choice.map { " \($0.words)" } ?? " all")]),
            ])
    }

    static let script: StaticString = """
        (function(){var f=document.getElementById("words"),n=document.getElementById("count");f.parentElement.hidden=false;\
        f.form.addEventListener("submit",function(e){e.preventDefault()});f.addEventListener("input",function(){\
        var w=f.value.toLowerCase().split(/\\s+/).filter(Boolean),k=0;document.querySelectorAll(".act").forEach(function(a){\
        var t=a.textContent.toLowerCase(),m=w.every(function(x){return t.includes(x)});a.classList.toggle("out",!m);if(m)k++});\
        n.textContent=w.length?" "+k+" found":""})})()
        """
    static let scriptHash: StaticString = "ksjlPgTob0onPEip/2jr751kC1dpwvSU/lRoJUcj6+s="
}
