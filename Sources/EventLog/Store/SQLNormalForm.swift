/// The normal form of an SQL statement: each run of whitespace and comments becomes one space, and there is
/// none at the ends. Everything else stays as it is, including the case of names and keywords, and quoted
/// text.
///
/// Two statements with the same normal form mean the same. The converse does not hold: `(a` and `( a` differ.
func normalForm(ofSQL sql: [UInt8]) -> [UInt8] {
    var form: [UInt8] = []
    form.reserveCapacity(sql.count)
    var endsInSpace = true
    var rest = sql[...]
    while let first = rest.first {
        if let count = lengthOfSpace(rest) {
            if !endsInSpace { form.append(UInt8(ascii: " ")) }
            endsInSpace = true
            rest = rest.dropFirst(count)
        } else if first == 0 {
            // SQLite stops reading at a NUL. What follows it must not be ignored here.
            return form + rest
        } else {
            let count = lengthOfQuoted(rest) ?? 1
            form += rest.prefix(count)
            endsInSpace = false
            rest = rest.dropFirst(count)
        }
    }
    if endsInSpace, !form.isEmpty { form.removeLast() }
    return form
}

/// The length of the whitespace character or comment at the beginning; nil if there is neither. An
/// unterminated comment, or one with a NUL in it, is not treated as a comment.
private func lengthOfSpace(_ sql: ArraySlice<UInt8>) -> Int? {
    func starts(with text: StaticString) -> Bool {
        text.withUTF8Buffer { sql.starts(with: $0) }
    }
    if let first = sql.first, [0x20, 0x09, 0x0A, 0x0C, 0x0D].contains(first) { return 1 }
    if starts(with: "--") {
        guard let end = sql.firstIndex(where: { $0 == 0x0A || $0 == 0 }) else { return sql.count }
        return sql[end] == 0 ? nil : end - sql.startIndex + 1
    }
    guard starts(with: "/*") else { return nil }
    var previous: UInt8 = 0
    for index in sql.indices.dropFirst(2) {
        if sql[index] == 0 { return nil }
        if previous == UInt8(ascii: "*"), sql[index] == UInt8(ascii: "/") {
            return index - sql.startIndex + 1
        }
        previous = sql[index]
    }
    return nil
}

/// The length of the quoted string or name at the beginning; nil if there is none.
private func lengthOfQuoted(_ sql: ArraySlice<UInt8>) -> Int? {
    guard let first = sql.first else { return nil }
    let end: UInt8
    switch first {
    case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): end = first
    case UInt8(ascii: "["): end = UInt8(ascii: "]")
    default: return nil
    }
    // A doubled quotation mark ends one quoted text and begins the next, which gives the same result.
    return sql.dropFirst().firstIndex(of: end).map { $0 - sql.startIndex + 1 } ?? sql.count
}
