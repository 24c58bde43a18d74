extension TimelinePicture {
    /// The style sheet that all pictures share: mainly their text.
    static let common: StaticString = """
        .ct{font-family:system-ui,sans-serif;font-size:12px;font-variant-numeric:tabular-nums;color-scheme:light dark;background:var(--paper)}
        .ct text{fill:var(--ink);unicode-bidi:plaintext}
        .ct-paper{fill:var(--paper)}
        .ct .ct-title{font-size:22px;font-weight:600}
        .ct .ct-head{font-size:13px}
        .ct .ct-lane{font-size:13px;font-weight:600}
        .ct .ct-small{font-size:11px}
        .ct .ct-strong{font-weight:600}
        .ct .ct-quiet{fill:var(--quiet)}
        .ct .ct-marking{fill:var(--overdue)}
        .ct .ct-end{text-anchor:end}
        .ct .ct-middle{text-anchor:middle}
        .ct-label,.ct-small{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}

        """

    /// The style sheet of a timeline picture. Every state differs in shape, dash pattern or sign, and only then in
    /// colour.
    static let style: StaticString = """
        .ct-axis{stroke:var(--ink)}
        .ct-grid{stroke:var(--band)}
        .ct-edge,.ct-rule{stroke:var(--line);stroke-width:.6}
        .ct-rule{stroke-dasharray:1 4}
        .ct-now{stroke:var(--ink);stroke-width:1.5}
        .ct-silence{fill:var(--band)}
        .ct-break{fill:none;stroke:var(--ink);stroke-width:1.5}
        .ct-phase{fill:var(--band);stroke:var(--line);stroke-width:.6}
        .ct-ended{fill:var(--paper);stroke-dasharray:4 3}
        .ct-phase+.ct-change,.ct-change{stroke:var(--ink)}
        .ct-heat{fill:var(--band)}
        .ct-level{fill:none;stroke:var(--ink);stroke-width:1.5}
        .ct-side1{--c:var(--side1)}.ct-side2{--c:var(--side2)}.ct-side3{--c:var(--side3)}.ct-side4{--c:var(--side4)}
        .ct-others,.ct-legend{--c:var(--quiet)}
        .ct-swatch{fill:var(--c)}
        .ct-mark{fill:var(--c);stroke:var(--c);stroke-width:1.6;stroke-linejoin:round}
        .ct-claimed,.ct-alleged,.ct-hedged,.ct-cross{fill:var(--paper)}
        .ct-alleged{stroke-dasharray:1.5 2}
        .ct-hedged{stroke-dasharray:5 2.5}
        .ct-notch{fill:var(--changed);stroke:var(--paper)}
        .ct-strike{stroke:var(--ink);stroke-width:1.5}
        .ct-retracted .ct-mark{fill:var(--paper)}
        .ct-retracted text{fill:var(--quiet);stroke:none;text-decoration:line-through}
        .ct-date{fill:none;stroke:var(--c);stroke-width:1.2}
        .ct-vague{stroke-dasharray:3 3}
        .ct-arc{fill:none;stroke:var(--quiet);stroke-width:1.1}
        .ct-tip{fill:var(--quiet)}
        .ct-stub{fill:none;stroke:var(--ink);stroke-width:1.1}
        .ct-ring{fill:var(--paper);stroke:var(--ink);stroke-width:1.4}
        .ct-half{fill:var(--ink)}
        .ct-late{fill:var(--overdue);stroke:var(--paper)}
        .ct-soft .ct-stub,.ct-soft .ct-ring{stroke:var(--soft)}
        .ct-soft .ct-stub{stroke-dasharray:4 2}
        .ct-soft .ct-ring{stroke-dasharray:3 2}
        .ct-soft text{fill:var(--soft)}
        .ct-overdue .ct-stub{stroke:var(--overdue);stroke-width:2.4}
        .ct-overdue text{fill:var(--overdue);font-weight:600}
        .ct-bundle{fill:var(--band);stroke:var(--c);stroke-width:1.4}
        @media print{.ct{width:100%;height:auto;print-color-adjust:exact}}
        .ct a:hover .ct-label,.ct a:focus .ct-label{text-decoration:underline}
        .ct a:focus-visible{outline:2px solid var(--changed);outline-offset:2px}
        """
}
