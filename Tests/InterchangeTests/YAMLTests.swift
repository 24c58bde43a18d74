import Testing
import TimeLimits

@testable import Interchange

/// What a mapping may be written in.
@Suite(.endsInTime) struct YAMLTests {
    @Test(arguments: [
        // Sections and lists by indentation; a list may stand under its name without any.
        ("a: 1\nb:\n  c: 2\n  d: 3", "{a: 1, b: {c: 2, d: 3}}"), ("- a\n- b", "[a, b]"),
        ("a:\n- x\n- y\nb: z", "{a: [x, y], b: z}"), ("a:\n  - x\n  - - y\n    - z", "{a: [x, [y, z]]}"),
        ("- a: 1\n  b: 2\n-   c: 3\n    d: 4\n-\n  e: 5", "[{a: 1, b: 2}, {c: 3, d: 4}, {e: 5}]"),
        ("a:\n  b:\n    - c:\n      - d\ne:", "{a: {b: [{c: [d]}]}, e: }"), ("-\n-\n- a", "[, , a]"),
        // In brackets, on one line and on several.
        ("a: {b: 1, c: [2, 3], }", "{a: {b: 1, c: [2, 3]}}"),
        ("a: [b,\nc , d\n]\ne: f", "{a: [b, c, d], e: f}"),
        ("[a: 1, b]", "[{a: 1}, b]"), ("{a, b: , \"c\":1}", "{a: , b: , c: 1}"),
        ("{a: [], b: {}}", "{a: [], b: {}}"), ("{a: x:y, b: http://z}", "{a: x:y, b: http://z}"),
        // Texts without quotation marks.
        ("a: b c  d   # e", "{a: b c  d}"), ("a: b#c", "{a: b#c}"), ("a: b\n  c\n\n  d", "{a: b c\\nd}"),
        ("a: -x\nb: ?y\nc: :z", "{a: -x, b: ?y, c: :z}"), ("a : b", "{a: b}"), ("a:\n  b\n  c", "{a: b c}"),
        ("- a b\n  c", "[a b c]"), ("a: it's \"so\"", "{a: it's \"so\"}"), ("a: [b c\n d]", "{a: [b c d]}"),
        // Nothing, in the three ways of it; and everything else is a text.
        ("a: ~\nb: null\nc:", "{a: , b: , c: }"), ("a: NO\nb: Null\nc: yes", "{a: NO, b: Null, c: yes}"),
        ("a: 010\nb: 1e3\nc: .inf", "{a: 010, b: 1e3, c: .inf}"), ("<<: a", "{<<: a}"),
        // Between quotation marks.
        ("a: 'it''s'\n'b c': \"d\"", "{a: 'it's', b c: 'd'}"), ("a: '~'", "{a: '~'}"), ("a: ''", "{a: ''}"),
        ("a: \"b\n  c\n\n  d\"", "{a: 'b c\\nd'}"), ("a: \"b\\\n  c \\\n\n  d\"", "{a: 'bc \\nd'}"),
        ("\"\\x41\\u00e9\\U0001F600\\t\\/\\e\"", "'A\u{E9}\u{1F600}\t/\u{1B}'"),
        ("a: 'b: # {'", "{a: 'b: # {'}"), ("- \"a\": b\n  'c' : d", "[{a: b, c: d}]"),
        // Texts with lines of their own.
        ("a: |\n  b\n   c\n\n  d\n\n\ne: f", "{a: 'b\\n c\\n\\nd\\n', e: f}"),
        ("a: >\n  b\n  c\n\n  d\n   e\n  f\n", "{a: 'b c\\nd\\n e\\nf\\n'}"),
        ("a: |-\n  b\n\n", "{a: 'b'}"), ("a: |+\n  b\n\nc: d", "{a: 'b\\n\\n', c: d}"),
        ("a: |2-\n    b\n  c", "{a: '  b\\nc'}"), ("a: |\nb: c", "{a: '', b: c}"),
        ("- >+ # so\n a\n b\n\n", "['a b\\n\\n']"), ("a: |\n  # b\n# c\n", "{a: '# b\\n'}"),
        // Comments, empty lines, the beginning of a document, other systems' line ends.
        ("# x\n\n---  # y\n# z\na: 1 # b\n  # c\n\nd: 2\n#", "{a: 1, d: 2}"), ("---\n- a", "[a]"),
        ("a: 1\r\nb: |\r\n  c\r\n  d\r\n", "{a: 1, b: 'c\\nd\\n'}"), ("a:\r  - b\r  - c", "{a: [b, c]}"),
        ("a: b\t# c\nd:\te", "{a: b, d: e}"),
    ])
    func `the YAML of mappings is read as YAML is`(text: String, expected: String) throws {
        #expect(Self.shown(try YAMLReader.read(text, file: "m")) == expected)
    }

    @Test(arguments: [
        ("a: &x 1", "m, line 1, column 4: There is an anchor here; mappings have no anchors."),
        ("a: 1\nb: *x", "m, line 2, column 4: There is an alias here; mappings have no aliases."),
        ("a: !!str 1", "m, line 1, column 4: There is a tag here; mappings have no tags."),
        (
            "%YAML 1.2\n---\na: 1",
            "m, line 1, column 1: There is a directive here; mappings have no directives."
        ),
        (
            "? a\n: b",
            "m, line 1, column 1: There is a question mark before a name; mappings do not have that."
        ),
        ("[a]: b", "m, line 1, column 4: There is a : here without a name before it."),
        ("a: 1\n{b}: c", "m, line 2, column 1: A name must be a text."),
        ("{[a]: b}", "m, line 1, column 2: A name must be a text."),
        ("a: 1\n---\nb: 2", "m, line 2, column 1: A document ends or begins here."),
        ("a: 1\n...", "m, line 2, column 1: A document ends or begins here."),
        ("--- a", "m, line 1, column 5: There is something after --- on the same line."),
        ("a:\n\tb: 1", "m, line 2, column 1: The line is indented with a tab."),
        ("- a\n-\tb: 1", "m, line 2, column 2: The line is indented with a tab."),
        ("a: |\n\tb", "m, line 2, column 1: The line is indented with a tab."),
        ("a: 1\na: 2", "m, line 2: A name is there twice: a."),
        ("é: {a: 1, 'a': 2}", "m, line 1: A name is there twice: a."),
        ("a: b: c", "m, line 1, column 5: There is a : here without a name before it."),
        ("é: b: c", "m, line 1, column 5: There is a : here without a name before it."),
        ("a: 1\nb", "m, line 2, column 1: There is no colon after \"b\"."),
        (
            "a\nb: c",
            "m, line 2, column 2: The name before the colon is longer than a line, or than 1,024 characters."
        ),
        ("a: - b", "m, line 1, column 4: The dash of a list is here, but not at the beginning of a line."),
        (
            "- a\nb: c",
            "m, line 2, column 1: An entry of the list that begins on line 1 has no dash before it."
        ),
        ("a:\n    b: 1\n  c: 2", "m, line 3, column 3: The line is indented by 2, but nothing before it is."),
        ("a: 'b", "m, line 1, column 4: The quotation mark that opens here is not closed."),
        ("a: \"b\\q\"", "m, line 1, column 6: What follows this backslash is not a known character."),
        ("a: \"\\ud800\"", "m, line 1, column 5: What follows this backslash is not a known character."),
        (
            "a: [b, {c: d]",
            "m, line 1, column 13: A , or } is missing before this: the { of line 1 is still open."
        ),
        ("a:\n  [b,\n  c", "m, line 2, column 3: The [ that opens here is not closed."),
        ("{a:[b]}", "m, line 1, column 3: Inside brackets a space is missing after this colon."),
        ("a: 'b' c", "m, line 1, column 8: This belongs to nothing before it."),
        ("a: @b", "m, line 1, column 4: A text cannot begin with @."),
        ("[|]", "m, line 1, column 2: A text inside brackets cannot begin with |."),
        ("a: |x\n  b", "m, line 1, column 5: After | and > there can only be - or +, a digit and a comment."),
        ("a: 1\nb: \u{7}", "m, line 2: The character U+0007 is not allowed in it."),
        ("a: b\u{2028}c", "m, line 1: The character U+2028 is not allowed in it."),
        ("# \u{FEFF}", "m, line 1: The character U+FEFF is not allowed in it."),
        (": a", "m, line 1, column 1: A name is missing before the colon."), ("# a\n\n", "m: It is empty."),
    ])
    func `other YAML is refused, with the place`(text: String, problem: String) {
        do {
            let setting = try YAMLReader.read(text, file: "m")
            Issue.record("It was read: \(Self.shown(setting))")
        } catch {
            #expect(error.problem == problem)
        }
    }

    @Test(arguments: ["- ", "[", "{a: ", "a: [", "- {a: "]) func `however deep a text goes, it is refused`(
        piece: String
    ) {
        #expect(throws: MappingError.self) {
            try YAMLReader.read(String(repeating: piece, count: 100_000), file: "m")
        }
    }

    @Test func `many names are read as quickly as few`() throws {
        let text = (0..<80_000).map { "n\($0):\n" }.joined()
        #expect(try YAMLReader.read(text, file: "m").members("m").count == 80_000)
    }

    /// As it would stand in brackets on one line; texts that were quoted stand between marks.
    private static func shown(_ setting: YAMLNode) -> String {
        switch setting.value {
        case .text(let words, let isPlain):
            let words = words.replacing("\n", with: "\\n")
            return isPlain ? words : "'\(words)'"
        case .list(let list): return "[\(list.map(shown).joined(separator: ", "))]"
        case .section(let members):
            return "{\(members.map { "\($0.name): \(shown($0.setting))" }.joined(separator: ", "))}"
        }
    }
}
