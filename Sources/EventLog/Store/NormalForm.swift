/// A sentence of a schema without what means nothing to SQLite: each run of white space and comments is one space, and there
/// is none at the ends. All else stays to the letter: names and keywords with their case, and whatever is quoted.
///
/// Two sentences of the same normal form mean the same. Not every two that mean the same have it: `(a` and `( a` differ.
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
            // SQLite reads no further. Nothing that stands behind it may be passed over.
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

/// How many bytes at the beginning are a comment, or white space; nil where there is neither. A comment that is not
/// terminated, or has a NUL in it, is none: it stays to the letter.
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

/// How many bytes at the beginning are a quoted string or name; nil where there is none.
private func lengthOfQuoted(_ sql: ArraySlice<UInt8>) -> Int? {
    guard let first = sql.first else { return nil }
    let end: UInt8
    switch first {
    case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): end = first
    case UInt8(ascii: "["): end = UInt8(ascii: "]")
    default: return nil
    }
    // A quotation mark that is doubled within ends one quotation and begins the next.
    return sql.dropFirst().firstIndex(of: end).map { $0 - sql.startIndex + 1 } ?? sql.count
}
