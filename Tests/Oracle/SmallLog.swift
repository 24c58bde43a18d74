import CanonicalJSON

/// A log of a few events written by hand. The ids are `1`, `2` and so on.
struct SmallLog {
    var events: [JSON] = []

    /// Opens `d` between Russia and the United States, on 1 May 2021 unless said otherwise.
    init(
        opened: String = "2021-05-01", since: String? = nil,
        sides: [[String]] = [["RUS"], ["USA", "UN:OHCHR"]]
    ) {
        open("d", recorded: opened, since: since, sides: sides)
    }

    mutating func open(
        _ dispute: String, recorded: String, since: String? = nil,
        sides: [[String]] = [["RUS"], ["USA", "UN:OHCHR"]]
    ) {
        var details = JSONObject([("title", .string("On \(dispute)"))])
        details["since"] = since.map(JSON.string)
        details["sides"] = .array(
            sides.map { ["name": "side", "members": .array($0.map(JSON.string))] })
        record("dispute-opened", recorded: recorded, in: dispute, ["details": .object(details)])
    }

    /// An act; recorded at noon of the day on which it happened unless said otherwise.
    @discardableResult mutating func act(
        _ kind: String, on date: String?, by actors: [String] = ["RUS"], to addressees: [String] = ["USA"],
        answering: [String] = [], recorded: String? = nil, in dispute: String = "d",
        _ more: [String: JSON] = [:]
    ) -> String {
        var more = more
        more["occurred"] = date.map(JSON.string)
        if !actors.isEmpty { more["actors"] = .array(actors.map(JSON.string)) }
        if !addressees.isEmpty { more["addressees"] = .array(addressees.map(JSON.string)) }
        if !answering.isEmpty { more["inResponseTo"] = .array(answering.map(JSON.string)) }
        return record(kind, recorded: recorded ?? date ?? "2021-05-01", in: dispute, more)
    }

    @discardableResult mutating func record(
        _ kind: String, recorded: String, about target: String? = nil, in dispute: String = "d",
        _ more: [String: JSON] = [:]
    ) -> String {
        let id = String(events.count + 1)
        var event = JSONObject([
            ("id", .string(id)), ("dispute", .string(dispute)), ("kind", .string(kind)),
            ("recordedAt", .string("\(recorded.prefix(10))T12:00:00.000Z")), ("recordedBy", "me"),
        ])
        event["target"] = target.map(JSON.string)
        for (key, value) in more { event[key] = value }
        events.append(.object(event))
        return id
    }

    @discardableResult mutating func correct(
        _ target: String, recorded: String, _ fields: [String: JSON]
    ) -> String {
        let fields = JSON.object(JSONObject(fields.map { ($0.key, $0.value) }))
        return record("correction", recorded: recorded, about: target, ["details": ["fields": fields]])
    }

    @discardableResult mutating func retract(_ target: String, recorded: String) -> String {
        record("retraction", recorded: recorded, about: target, ["details": ["reason": "wrong"]])
    }

    @discardableResult mutating func assess(
        _ target: String, _ satisfies: String, recorded: String, in dispute: String = "d"
    ) -> String {
        record(
            "reply-assessment", recorded: recorded, about: target, in: dispute,
            ["details": ["satisfies": .string(satisfies), "reason": "read"]])
    }

    func status(_ dispute: String = "d", asOf: String, knownAt: String? = nil) -> Answer? {
        PlainFold(events: events).status(of: dispute, asOf: asOf, knownAt: knownAt).map(Answer.init)
    }

    /// Section 8's object, for short questions.
    struct Answer {
        let json: JSON

        func text(_ key: String) -> String? { json.object?[key]?.string }
        var phase: String? { text("phase") }
        var temperature: JSONObject? { json.object?["temperature"]?.object }
        var level: Int? { temperature?["level"]?.integer }
        var history: [String] {
            (json.object?["history"]?.array ?? []).map { entry in
                ["on", "phase", "cause"].compactMap { entry.object?[$0]?.string }.joined(separator: " ")
            }
        }
        var obligations: [JSONObject] { json.object?["obligations"]?.array?.compactMap(\.object) ?? [] }
        /// "event state timeliness" of each.
        var states: [String] {
            obligations.map { obligation in
                ["event", "state", "timeliness"].map { obligation[$0]?.string ?? "-" }.joined(separator: " ")
            }
        }
    }
}
