/// Section 3: the sides of one dispute, each the list of its members.
struct PlainParties {
    let sides: [[String]]

    /// "`?`, or `?:` and words, is someone unnamed."
    static func isUnnamed(_ reference: String) -> Bool {
        reference == "?" || reference.hasPrefix("?:")
    }

    /// Section 7: "Where the list concerned is empty, or holds only someone unnamed, anyone will do."
    static func anyoneWillDo(_ list: [String]) -> Bool {
        list.filter { !isUnnamed($0) }.isEmpty
    }

    /// `UN:OHCHR` lies within `UN`. Who is unnamed lies within nothing, and nothing within him.
    static func lies(_ inner: String, within outer: String) -> Bool {
        if isUnnamed(inner) || isUnnamed(outer) { return false }
        return inner.hasPrefix(outer + ":")
    }

    /// "A reference belongs to a side when it equals one of the side's members, or lies within one."
    /// At most one side fits, as no member may equal or lie within one of another side.
    func side(of reference: String) -> Int? {
        for (number, members) in sides.enumerated() {
            for member in members where reference == member || Self.lies(reference, within: member) {
                return number
            }
        }
        return nil
    }

    /// "Akin when they are equal, one lies within the other, or both belong to the same side."
    func akin(_ a: String, _ b: String) -> Bool {
        if a == b { return true }
        if Self.lies(a, within: b) || Self.lies(b, within: a) { return true }
        if let sideOfA = side(of: a), let sideOfB = side(of: b) { return sideOfA == sideOfB }
        return false
    }

    /// Whether one of these people is akin to one of those.
    func anyAkin(_ some: [String], _ others: [String]) -> Bool {
        for a in some {
            for b in others where akin(a, b) { return true }
        }
        return false
    }
}
