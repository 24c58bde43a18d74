/// A JSON object. Its members are always in the order of RFC 8785: by the UTF-16 code units of their keys.
package struct JSONObject: Sendable {
    /// One member: its key and its value.
    package struct Member: Sendable {
        /// The key, without escapes.
        package let key: String
        /// The value, which may be JSON's `null`.
        package fileprivate(set) var value: JSON
        fileprivate let beginning: KeyBeginning

        init(_ key: String, _ value: JSON) {
            self.key = key
            self.value = value
            beginning = KeyBeginning(key)
        }
    }

    /// The members in the order of RFC 8785.
    package private(set) var members: [Member] = []

    package init() {}

    fileprivate init(inOrder members: [Member]) { self.members = members }

    /// Of two members with one key the later is kept.
    package init(_ members: some Sequence<(String, JSON)>) {
        for (key, value) in members { self[key] = value }
    }

    /// The value of a key; nil where there is no such member. Setting nil removes the member; JSON's `null` is stored
    /// like any other value.
    package subscript(key: String) -> JSON? {
        get {
            let beginning = KeyBeginning(key)
            // An event has a dozen members, so a linear search is faster than a binary one. It compares only the
            // beginnings of the keys; a loop over the members themselves would copy each one.
            return members.withUnsafeBufferPointer { members in
                var place = 0
                while place < members.count {
                    if members[place].beginning == beginning,
                        beginning.isWhole || same(members[place].key, key)
                    {
                        return members[place].value
                    }
                    place += 1
                }
                return nil
            }
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

    /// The keys in the order of RFC 8785.
    package var keys: [String] { members.map(\.key) }
    /// Whether the object has no members.
    package var isEmpty: Bool { members.isEmpty }

    private func index(of key: String) -> Int {
        let beginning = KeyBeginning(key)
        return members.indices.partitionPoint {
            !(beginning.isPreceded(by: members[$0].beginning) ?? precedes(members[$0].key, key))
        }
    }
}

/// The length and the first eight bytes of a key, which distinguish most keys.
private struct KeyBeginning: Equatable {
    private let count: Int
    /// The first byte is the highest; a shorter key is filled with zeros.
    private let bytes: UInt64

    init(_ key: String) {
        var key = key
        (count, bytes) = key.withUTF8 { utf8 in
            var bytes: UInt64 = 0
            var index = 0
            while index < 8, index < utf8.count {
                bytes |= UInt64(utf8[index]) << (56 - 8 * UInt64(index))
                index += 1
            }
            return (utf8.count, bytes)
        }
    }

    /// The key has no more bytes than these.
    var isWhole: Bool { count <= 8 }

    /// Whether `other` comes first; nil where that depends on later bytes, or on characters beyond ASCII.
    func isPreceded(by other: KeyBeginning) -> Bool? {
        (bytes | other.bytes) & 0x8080_8080_8080_8080 == 0 && bytes != other.bytes ? other.bytes < bytes : nil
    }
}

/// Collects the members of an object while it is read, in any order. As long as they come in the order of canonical
/// text, comparing each key with the last one is enough. After that the keys are kept in a set, and the members are
/// sorted once at the end.
struct JSONMembers {
    private var members: [JSONObject.Member] = []
    /// All keys so far; nil while the keys have come in order.
    private var keys: Set<ExactText>?

    /// - Parameter count: the likely number of members.
    init(expecting count: Int) { members.reserveCapacity(count) }

    /// Adds a member, unless its key is there already.
    ///
    /// - Returns: whether the key was new.
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

/// Bytes have the order of UTF-16 code units except for characters beyond U+FFFF. nil where neither of the first two
/// bytes that differ is ASCII.
private func precedes(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Bool? {
    for index in 0..<min(one.count, other.count) where one[index] != other[index] {
        guard one[index] < 0x80 || other[index] < 0x80 else { return nil }
        return one[index] < other[index]
    }
    return one.count < other.count
}
