extension YAMLReader {
    private static let advice =
        "Correct that line; put texts with : { # or quotation marks in them between quotation marks, and indent "
        + "lines with spaces, not tabs."

    /// An error at `place`, or at the cursor.
    func wrong(_ what: String, _ remedy: String? = nil, at place: YAMLCursor? = nil) -> MappingError {
        let place = place ?? cursor
        return MappingError(
            file, line: place.line, column: place.shownColumn, what, remedy ?? Self.advice)
    }

    func tab() -> MappingError {
        wrong("The line is indented with a tab.", "Indent it with spaces: a tab has no fixed width.")
    }

    func secondDocument() -> MappingError {
        wrong(
            "A document ends or begins here.",
            "A mapping is one document: remove that line, and move what follows it to another file.")
    }

    /// The error if a block must continue or end here, but something else follows.
    func misplaced() -> MappingError {
        if cursor.byte == UInt8(ascii: ":"), cursor.isGap(1) {
            return wrong(
                "There is a : here without a name before it.",
                "Write NAME: VALUE, each on a line of its own; a text with : in it needs quotation marks.")
        }
        return notAText() ?? wrong("This belongs to nothing before it.")
    }

    /// The error if no text can begin with the character here; nil if one can.
    func notAText(inBrackets: Bool = false) -> MappingError? {
        let mark = Character(UnicodeScalar(cursor.byte))
        let quoteIt = "A text that begins with \(mark) needs quotation marks."
        switch mark {
        case "&":
            return wrong("There is an anchor here; mappings have no anchors.", "Remove it. \(quoteIt)")
        case "*":
            return wrong(
                "There is an alias here; mappings have no aliases.",
                "Write again what it stands for. \(quoteIt)")
        case "!":
            return wrong("There is a tag here; mappings have no tags.", "Remove it. \(quoteIt)")
        case "%" where cursor.column == 0:
            return wrong("There is a directive here; mappings have no directives.", "Remove that line.")
        case "?" where inBrackets || cursor.isGap(1):
            return wrong(
                "There is a question mark before a name; mappings do not have that.",
                "Write NAME: VALUE. \(quoteIt)")
        case ":" where inBrackets || cursor.isGap(1):
            return wrong("A name is missing before the colon.", "Write NAME: VALUE. \(quoteIt)")
        case "-" where cursor.isGap(1):
            return wrong(
                "The dash of a list is here, but not at the beginning of a line.",
                "Begin the list on a line of its own. \(quoteIt)")
        case ",", "]", "}", "%", "@", "`": return wrong("A text cannot begin with \(mark).", quoteIt)
        case "|" where inBrackets, ">" where inBrackets:
            return wrong("A text inside brackets cannot begin with \(mark).", quoteIt)
        default: return nil
        }
    }
}
