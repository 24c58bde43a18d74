extension YAMLReader {
    private static let advice =
        "Mend that line; texts with : { # or quotation marks in them stand between quotation marks, and lines are "
        + "indented with spaces, not tabs."

    /// An error at `place`, or at the cursor.
    func wrong(_ what: String, _ remedy: String? = nil, at place: YAMLCursor? = nil) -> MappingError {
        let place = place ?? cursor
        return MappingError(
            file, line: place.line, column: place.shownColumn, what, remedy ?? Self.advice)
    }

    func tab() -> MappingError {
        wrong("The line is indented with a tab.", "Indent it with spaces: tabs are of any width.")
    }

    func secondDocument() -> MappingError {
        wrong(
            "A document ends or begins here.",
            "A mapping is one document: take that line out, and what is behind it into a file of its own.")
    }

    /// The error if a block must continue or end here, but something else follows.
    func misplaced() -> MappingError {
        if cursor.byte == UInt8(ascii: ":"), cursor.isGap(1) {
            return wrong(
                "A : stands here that follows no name.",
                "Write NAME: VALUE, with the name on one line and one of them on a line; a text with : in it stands "
                    + "between quotation marks.")
        }
        return notAText() ?? wrong("This belongs to nothing that stands before it.")
    }

    /// The error if no text can begin with the character here; nil if one can.
    func notAText(inBrackets: Bool = false) -> MappingError? {
        let mark = Character(UnicodeScalar(cursor.byte))
        let quoteIt = "A text that begins with \(mark) stands between quotation marks."
        switch mark {
        case "&":
            return wrong("An anchor stands here, which mappings do not have.", "Take it out. \(quoteIt)")
        case "*":
            return wrong(
                "An alias stands here, which mappings do not have.",
                "Write what it stands for once more. \(quoteIt)")
        case "!":
            return wrong("A tag stands here, which mappings do not have.", "Take it out. \(quoteIt)")
        case "%" where cursor.column == 0:
            return wrong("A directive stands here, which mappings do not have.", "Take that line out.")
        case "?" where inBrackets || cursor.isGap(1):
            return wrong(
                "A name is announced by a question mark, which mappings do not do.",
                "Write NAME: VALUE. \(quoteIt)")
        case ":" where inBrackets || cursor.isGap(1):
            return wrong("A name is missing before the colon.", "Write NAME: VALUE. \(quoteIt)")
        case "-" where cursor.isGap(1):
            return wrong(
                "A list's dash stands here, where no line begins.",
                "Begin the list on a line of its own. \(quoteIt)")
        case ",", "]", "}", "%", "@", "`": return wrong("No text begins with \(mark).", quoteIt)
        case "|" where inBrackets, ">" where inBrackets:
            return wrong("No text within brackets begins with \(mark).", quoteIt)
        default: return nil
        }
    }
}
