import CanonicalJSON

/// A log written by hand, an event a second from 1 October 2021 on, to be restored.
struct Ledger {
    private(set) var lines: [String] = []

    /// Adds an event and gives its id.
    @discardableResult
    mutating func add(_ kind: String, in dispute: String = "d", _ fields: [(String, JSON)] = []) -> String {
        let count = lines.count + 1
        let (hex, tail) = (String(1_633_075_200_000 + count * 1000, radix: 16), String(count, radix: 16))
        let time = String(repeating: "0", count: 12 - hex.count) + hex
        let zeros = String(repeating: "0", count: 12 - tail.count)
        let id = "\(time.prefix(8))-\(time.suffix(4))-7000-8000-\(zeros)\(tail)"
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        let clock = "\(two(8 + count / 3600)):\(two(count / 60 % 60)):\(two(count % 60))"
        var event = JSONObject([
            ("id", .string(id)), ("dispute", .string(dispute)), ("kind", .string(kind)),
            ("recordedAt", .string("2021-10-01T\(clock).000Z")), ("recordedBy", "desk"),
        ])
        for (key, value) in fields { event[key] = value }
        lines.append(JSON.object(event).canonical)
        return id
    }

    @discardableResult
    mutating func open(
        _ dispute: String = "d", _ title: String = "A dispute", _ fields: [(String, JSON)] = []
    ) -> String {
        let sides: JSON = [["name": "One", "members": ["AUT"]], ["name": "Other", "members": ["BLR"]]]
        return add(
            "dispute-opened", in: dispute, [("details", ["title": .string(title), "sides": sides])] + fields)
    }

    @discardableResult
    mutating func act(
        _ summary: String, in dispute: String = "d", kind: String = "note", _ fields: [(String, JSON)] = []
    ) -> String {
        add(
            kind, in: dispute,
            [
                ("actors", ["AUT"]), ("addressees", ["BLR"]), ("occurred", "2021-10-01"),
                ("summary", .string(summary)),
            ]
                + fields)
    }

    @discardableResult
    mutating func correct(_ target: String, _ fields: [(String, JSON)], _ more: [(String, JSON)] = [])
        -> String
    {
        add(
            "correction",
            [("target", .string(target)), ("details", ["fields": .object(JSONObject(fields))])] + more)
    }

    @discardableResult
    mutating func retract(_ target: String, _ more: [(String, JSON)] = []) -> String {
        add("retraction", [("target", .string(target)), ("details", ["reason": "Wrong."])] + more)
    }

    @discardableResult
    mutating func mark(_ target: String, _ marking: String) -> String {
        add("marking-changed", [("target", .string(target)), ("details", ["marking": .string(marking)])])
    }
}

extension Desk {
    /// A desk with this log.
    convenience init(_ ledger: Ledger) throws {
        try self.init()
        let said =
            ledger.lines.isEmpty
            ? run("init", "--name", "test")
            : run(["restore", "-", "--name", "test", "--as-is"], input: ledger.lines)
        guard said.code == 0 else { throw NotRestored(words: said.err) }
    }

    struct NotRestored: Error { let words: String }
}
