# Sets a page of generate-manual in the form that mdoc(7) asks for. `guide` is the guide of the commands. See Scripts/manual.

# What stands in `lines` is a paragraph; `isFresh` says that nothing stands above it to be set apart from.
function endParagraph(    first, i, isLiteral) {
    if (count == 0) return
    first = 1
    if (count > 1 && lines[1] ~ /^[A-Z][A-Z ]+$/) {
        print ".Ss " lines[1]
        isFresh = hasParts = 1
        first = 2
    }
    for (i = first; i <= count; i++)
        if (lines[i] ~ /^ |^chancery |[^.?!]   /) isLiteral = 1
    if (isLiteral) {
        print ".Bd -literal"
        for (i = first; i <= count; i++) print lines[i]
        print ".Ed"
    } else {
        if (!isFresh) print ".Pp"
        for (i = first; i <= count; i++) sentences(lines[i])
    }
    isFresh = 0
    count = 0
}

# A sentence begins a line, and no line is longer than 80 bytes.
function sentences(text,    words, n, i, line) {
    n = split(text, words, " ")
    line = ""
    for (i = 1; i <= n; i++) {
        if (line != "" && length(line) + 1 + length(words[i]) > 80) {
            print line
            line = ""
        }
        if (line == "" && words[i] ~ /^[.']/) words[i] = "\\&" words[i]
        line = line == "" ? words[i] : line " " words[i]
        if (words[i] ~ /[.?!][)"'\]]*$/) {
            print line
            line = ""
        }
    }
    if (line != "") print line
}

/^\.Nd / { sub(/\."$/, "\""); print; next }
/^\.Sh "EXIT STATUS"/ {
    endParagraph()
    print ".Sh ENVIRONMENT"
    tableOf("Environment")
    print ".Sh FILES"
    tableOf("Files")
    print
    tableOf("Exit codes")
    next
}
/^\.Ex / { next }
/^\.Bl / { endParagraph(); if (hasParts) print ".Ss OPTIONS"; print; next }
/^\.Sh / { endParagraph(); print; isFresh = 1; next }
/^\.It / { endParagraph(); print; isFresh = 1; next }
# No .Xr: where these pages are not installed yet, mandoc's lint finds no page of that name.
/^\.Xr / { endParagraph(); print ".Sy " $2 " Ns Pq " $3 ($4 ? " " $4 : ""); next }
/^\.Pp$/ { endParagraph(); next }
/^\./ { endParagraph(); print; next }
/^$/ { endParagraph(); next }
{ sub(/^\\& /, " "); lines[++count] = $0 }
END { endParagraph() }

# The table below a heading of the guide, as a list: what the program reads, where it writes, what it ends with stands there
# and nowhere else.
function tableOf(heading,    line, isThere, rows, cells) {
    print ".Bl -tag -width 6n"
    while ((getline line < guide) > 0) {
        if (line ~ /^## /) isThere = line == "## " heading
        else if (isThere && line ~ /^\|/ && ++rows > 2) {
            gsub(/\\\|/, "\001", line)
            split(line, cells, "|")
            print ".It " roff(cells[2])
            sentences(roff(cells[3]))
        }
    }
    close(guide)
    print ".El"
}

# The words of a cell without marks of Markdown, and with nothing in them that roff would obey.
function roff(words,    name, rest, letter, i) {
    gsub(/^ +| +$/, "", words)
    gsub(/\001/, "|", words)
    gsub(/\\/, "\\e", words)
    gsub(/`/, "", words)
    gsub(/…/, "...", words)
    while (match(words, /<doc:[A-Za-z]+>/)) {
        name = substr(words, RSTART + 5, RLENGTH - 6)
        rest = substr(words, RSTART + RLENGTH)
        words = substr(words, 1, RSTART - 1) "chancery help "
        # TwoTimes.md is asked for as two-times.
        for (i = 1; i <= length(name); i++) {
            letter = substr(name, i, 1)
            words = words (i > 1 && letter ~ /[A-Z]/ ? "-" : "") tolower(letter)
        }
        words = words rest
    }
    return words ~ /^[.']/ ? "\\&" words : words
}
