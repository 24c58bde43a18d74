import CanonicalJSON

/// Where the members of an event stand in its canonical text.
struct EventMembers {
    /// In the order of canonical text, so that one walk along both finds them all.
    enum Name: Int, CaseIterable {
        case about, actors, addressees, condition, details, dispute, due, expectsReply, id, inResponseTo, key,
            kind, occurred, origin, recordedAt, reportedBy, standing, target
    }

    private static let names = Name.allCases.map { Array("\($0)".utf8) }

    private var values = [Range<Int>?](repeating: nil, count: Name.allCases.count)

    subscript(name: Name) -> Range<Int>? { values[name.rawValue] }

    mutating func find(_ members: [CanonicalScanner.Member], in text: UnsafeBufferPointer<UInt8>) {
        for index in values.indices { values[index] = nil }
        var next = 0
        for member in members {
            while next < Self.names.count {
                let order = Self.compare(text, member.key, Self.names[next])
                if order < 0 { break }
                if order == 0 { values[next] = member.value }
                next += 1
                if order == 0 { break }
            }
        }
    }

    private static func compare(_ text: UnsafeBufferPointer<UInt8>, _ key: Range<Int>, _ name: [UInt8]) -> Int
    {
        for index in 0..<min(key.count, name.count) {
            let difference = Int(text[key.lowerBound + index]) - Int(name[index])
            if difference != 0 { return difference }
        }
        return key.count - name.count
    }
}
