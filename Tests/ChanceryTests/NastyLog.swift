import CanonicalJSON

/// The disputes of a log that a terminal would rather not show: ideographs, emoji, Arabic, control characters, markings,
/// every state of an obligation, retractions, and one file of five hundred events.
struct NastyLog {
    private(set) var lines: [String] = []
    private var count = 0

    init() {
        addWater()
        addBarley()
        addEnded()
        addLong()
    }

    @discardableResult
    private mutating func add(_ dispute: String, _ kind: String, _ fields: [(String, JSON)] = []) -> JSON {
        count += 1
        let milliseconds = 1_633_075_200_000 + count * 1000
        let (hex, tail) = (String(milliseconds, radix: 16), String(count, radix: 16))
        let time = String(repeating: "0", count: 12 - hex.count) + hex
        let id =
            "\(time.prefix(8))-\(time.suffix(4))-7000-8000-" + String(repeating: "0", count: 12 - tail.count)
            + tail
        let (minute, second) = (count / 60, count % 60)
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        var event = JSONObject(fields)
        event["id"] = .string(id)
        event["dispute"] = .string(dispute)
        event["kind"] = .string(kind)
        event["recordedAt"] = .string("2021-10-01T08:\(two(minute)):\(two(second)).000Z")
        event["recordedBy"] = "desk 桌\u{1B}[2J"
        lines.append(JSON.object(event).canonical)
        return .string(id)
    }

    private mutating func open(_ dispute: String, _ title: String, _ one: String, _ other: String) {
        let sides: JSON = [
            ["name": "One", "members": .array([.string(one)])],
            ["name": "Other", "members": .array([.string(other)])],
        ]
        add(dispute, "dispute-opened", [("details", ["title": .string(title), "sides": sides])])
    }

    private func act(_ from: JSON, _ to: JSON, _ summary: String, _ more: [(String, JSON)] = []) -> [(
        String, JSON
    )] {
        [
            ("actors", .array([from])), ("addressees", .array([to])), ("occurred", "2021-10-01"),
            ("summary", .string(summary)),
        ] + more
    }

    private mutating func addWater() {
        let file = "egy-eth-water"
        open(file, "وزارة الخارجية: مياه النيل", "EGY", "ETH")
        add(
            file, "note",
            act(
                "EGY:وزارة الخارجية", "ETH", "طلبت مصر توضيحا عن ملء السد \u{202E}evil\u{1B}[31m red",
                [("expectsReply", true), ("due", ["on": "2021-11-03"]), ("marking", "secret")]))
        let today: [(String, JSON)] = [
            ("expectsReply", true), ("due", ["on": "2021-11-18"]), ("marking", "confidential"),
        ]
        add(file, "note", act("ETH", "EGY", "Third note.", today))
        let coming: [(String, JSON)] = [("expectsReply", true), ("due", ["on": "2022-01-25"])]
        add(file, "note", act("EGY", "ETH", String(repeating: "unbreakable", count: 40), coming))
        let question = add(
            file, "request-for-information", act("EGY", "ETH", "What is the level?\nAnd when?"))
        add(file, "reply", act("ETH", "EGY", "600 m.", [("inResponseTo", .array([question]))]))
        let mistake = add(file, "criticism", act("EGY", "ETH", "Recorded by mistake."))
        add(file, "retraction", [("target", mistake), ("details", ["reason": "Of another dam."])])
        add(file, "status-assessment", [("details", ["phase": "stalled", "reason": "Nobody has met."])])
        add(
            file, "declared-position",
            act("ETH", "EGY", "No treaty binds us.", [("details", ["topic": "1959"])]))
        add(file, "declared-position", act("ETH", "EGY", "We will talk.", [("details", ["topic": "1959"])]))
    }

    private mutating func addBarley() {
        let file = "aus-chn-barley"
        open(file, "Barley 大麥反傾銷 duties", "AUS", "CHN")
        add(
            file, "request-for-explanation",
            act("AUS", "CHN:商務部", "澳大利亞要求中國就大麥關稅作出解釋，並說明反傾銷稅的計算方法。這段文字沒有空格，因此必須在任何地方換行才能顯示完整。"))
        add(file, "refusal", act("CHN", "AUS", "No 🙅‍♀️ explanation 👩‍👩‍👧‍👦."))
        add(
            file + "/wine", "dispute-opened",
            [
                (
                    "details",
                    [
                        "title": "Wine 🍷",
                        "sides": [["name": "A", "members": ["AUS"]], ["name": "C", "members": ["CHN"]]],
                    ]
                )
            ])
    }

    private mutating func addEnded() {
        open("gbr-rus-dogger-bank", "Dogger Bank", "GBR", "RUS")
        add(
            "gbr-rus-dogger-bank", "agreement",
            [
                ("actors", ["GBR", "RUS"]), ("occurred", "1905-03-09"), ("details", ["scope": "full"]),
                ("summary", "66,000 pounds."),
            ])
    }

    private mutating func addLong() {
        open("long-file", "Five hundred events", "GBR", "RUS")
        for number in 1...500 {
            let kind = ["criticism", "note", "demand", "denial"][number % 4]
            add("long-file", kind, act("GBR", "RUS", "Event \(number) of very many."))
        }
    }
}
