# Sets a page of generate-manual in the form that mdoc(7) asks for. See Scripts/manual.

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
/^\.Sh "EXIT STATUS"/ { endParagraph(); print; exitStatus(); next }
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

function exitStatus(    codes, n, i) {
    n = split("0;done;1;the answer is no;64;the command line cannot be understood;65;bad input;" \
        "66;there is no such file, log, dispute or event;69;a program that is needed is not there;" \
        "70;what nobody foresaw;73;a file cannot be made;74;input or output failed;" \
        "75;a conflict, or others are using the log;76;the record has moved on (--expect);77;not permitted", codes, ";")
    print ".Bl -tag -width 6n"
    for (i = 1; i < n; i += 2) print ".It " codes[i] "\n" codes[i + 1]
    print ".El"
}
