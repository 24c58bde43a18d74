/// The members of a JSON object, always in RFC 8785's order: by the UTF-16 code units of their keys.
package struct JSONObject: Sendable {
    package struct Member: Sendable {
        package let key: String
        package fileprivate(set) var value: JSON
        fileprivate let beginning: KeyBeginning

        init(_ key: String, _ value: JSON) {
            self.key = key
            self.value = value
            beginning = KeyBeginning(key)
        }
    }

    package private(set) var members: [Member] = []

    package init() {}

    fileprivate init(inOrder members: [Member]) { self.members = members }

    /// Of two members with one key the later stays.
    package init(_ members: some Sequence<(String, JSON)>) {
        for (key, value) in members { self[key] = value }
    }

    /// nil where there is no such member; setting nil takes it away. JSON's `null` is a value like others.
    package subscript(key: String) -> JSON? {
        get {
            let beginning = KeyBeginning(key)
            // An event has a dozen members: to walk past them is quicker than to halve. Only the beginnings of their keys are looked
            // at; a loop over the members would copy each.
            let place = members.withUnsafeBufferPointer { members in
                members.indices.first {
                    members[$0].beginning == beginning && (beginning.isWhole || same(members[$0].key, key))
                }
            }
            return place.map { members[$0].value }
        }
        set {
            let index = self.index(of: key)
            let found = index < members.count && same(members[index].key, key)
            switch (newValue, found) {
            case (let value?, true): members[index].value = value
            case (let value?, false): members.insert(Member(key, value), at: index)
            case (nil, true): members.remove(at: index)
            case (nil, false): break
            }
        }
    }

    package var keys: [String] { members.map(\.key) }
    package var isEmpty: Bool { members.isEmpty }

    private func index(of key: String) -> Int {
        let beginning = KeyBeginning(key)
        var low = 0
        var high = members.count
        while low < high {
            let middle = (low + high) / 2
            if beginning.isPreceded(by: members[middle].beginning) ?? precedes(members[middle].key, key) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}

/// How long a key is, and its first eight bytes, by which most keys are told from one another.
private struct KeyBeginning: Equatable {
    private let count: Int
    /// The first byte highest, and zeros behind a shorter key.
    private let bytes: UInt64

    init(_ key: String) {
        var key = key
        (count, bytes) = key.withUTF8 { utf8 in
            var bytes: UInt64 = 0
            for index in 0..<min(8, utf8.count) { bytes |= UInt64(utf8[index]) << (56 - 8 * UInt64(index)) }
            return (utf8.count, bytes)
        }
    }

    /// There is nothing behind it.
    var isWhole: Bool { count <= 8 }

    /// nil where that depends on what is behind it, or on letters other than ASCII.
    func isPreceded(by other: KeyBeginning) -> Bool? {
        (bytes | other.bytes) & 0x8080_8080_8080_8080 == 0 && bytes != other.bytes ? other.bytes < bytes : nil
    }
}

/// The members of an object while it is read, in whatever order they come. As long as that is the order of canonical
/// text, a look at the last key is enough; then the keys are kept in a set, and the members are sorted once at the end.
struct JSONMembers {
    private var members: [JSONObject.Member] = []
    /// All keys so far; nil while they have come in order.
    private var keys: Set<ExactText>?

    /// - Parameter count: so many are likely.
    init(expecting count: Int) { members.reserveCapacity(count) }

    /// Adds a member and says whether its key was new.
    mutating func appendIfNew(_ key: String, _ value: JSON) -> Bool {
        let member = JSONObject.Member(key, value)
        if keys == nil, let last = members.last,
            !(member.beginning.isPreceded(by: last.beginning) ?? precedes(last.key, key))
        {
            keys = Set(members.map { ExactText($0.key) })
        }
        if keys?.insert(ExactText(key)).inserted == false { return false }
        members.append(member)
        return true
    }

    consuming func object() -> JSONObject {
        if keys != nil { members.sort { precedes($0.key, $1.key) } }
        return JSONObject(inOrder: members)
    }
}

extension JSONObject: Equatable {
    package static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.members.elementsEqual(right.members) { same($0.key, $1.key) && $0.value == $1.value }
    }
}

private func precedes(_ one: String, _ other: String) -> Bool {
    let isBefore = one.utf8.withContiguousStorageIfAvailable { one in
        other.utf8.withContiguousStorageIfAvailable { other in precedes(one, other) }
    }
    if case .some(.some(.some(let isBefore))) = isBefore { return isBefore }
    return one.utf16.lexicographicallyPrecedes(other.utf16)
}

/// Bytes are in the order of code units but where a text has letters beyond U+FFFF: nil where the first two that differ are both
/// of other letters than ASCII.
private func precedes(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Bool? {
    for index in 0..<min(one.count, other.count) where one[index] != other[index] {
        guard one[index] < 0x80 || other[index] < 0x80 else { return nil }
        return one[index] < other[index]
    }
    return one.count < other.count
}
