import Dispatch
import EventLog
import Synchronization

extension LogStoreSuite {
    /// For any store.
    package init(_: Place.Type = Place.self) {
        func trial(_ description: String, _ body: @escaping @Sendable (Place) throws -> Void) -> LogStoreTrial
        {
            LogStoreTrial(description) {
                let place = try Place()
                try withExtendedLifetime(place) { try body(place) }
            }
        }
        trials = [
            trial("a new log is empty") { place in
                let store = try place.open()
                try expect(store.head() == .empty, "its head is \(store.head())")
                try expect(store.texts(after: 0, limit: 10) == [], "it has texts")
            },
            trial("what was appended is read, by others too") { place in
                let (store, other) = (try place.open(), try place.open())
                let head = try store.append((1...3).map { .numbered($0) }, after: 0)
                try expect(head == LogHead(.numbered(3), at: 3), "append gave \(head)")
                for reader in [store, other, try place.open()] {
                    try expect(reader.head() == head, "the head is \(reader.head())")
                    try expect(
                        reader.allTexts() == (1...3).map { Log.Entry.numbered($0).text },
                        "the texts are others")
                }
            },
            trial("texts come back to the byte, whatever stands in them and however long they are") { place in
                let store = try place.open()
                let texts = Texts.all
                _ = try store.append(zip(texts, 1...).map { .numbered($1, text: $0) }, after: 0)
                for (read, text) in zip(try store.allTexts(), texts) {
                    // Swift takes "é" in two spellings for one.
                    try expect(
                        read.utf8.elementsEqual(text.utf8),
                        "\(text.prefix(40)) came back as \(read.prefix(40))")
                }
                try expect(store.head().position == texts.count, "there are \(store.head().position)")
            },
            trial("batches of any size give each text once and in order") { place in
                let store = try place.open()
                let entries = (1...1500).map { Log.Entry.numbered($0) }
                _ = try store.append(entries, after: 0)
                for batch in [1, 7, 1000, 1500, 10_000, .max] {
                    try expect(
                        store.allTexts(batch: batch) == entries.map(\.text),
                        "in batches of \(batch) it is another")
                }
                for (position, limit) in [(1500, 10), (9999, 10), (.max, 10), (5, 0)] {
                    try expect(
                        store.texts(after: position, limit: limit) == [],
                        "\(limit) after \(position) are some")
                }
            },
            trial(
                "who appends after another event than the last is told the head, and nothing is written"
            ) { place in
                let (store, other) = (try place.open(), try place.open())
                _ = try store.append([.numbered(1)], after: 0)
                let head = try other.append([.numbered(2), .numbered(3)], after: 1)
                for position in [0, 1, 2, 4, -1] {
                    try expectRefusal("an event after #\(position)", { $0 == .headMoved(to: head) }) {
                        try store.append([.numbered(4), .numbered(5)], after: position)
                    }
                }
                try expectRefusal("nothing after #1", { $0 == .headMoved(to: head) }) {
                    try store.append([], after: 1)
                }
                try expect(store.head() == head && store.allTexts().count == 3, "something was written")
                _ = try store.append([.numbered(4)], after: 3)
            },
            trial("an id or a key is there once, and the refusal names the event that has it") { place in
                let store = try place.open()
                _ = try store.append([.numbered(1, key: "k"), .numbered(2)], after: 0)
                try expectRefusal("an id that is there", { $0 == .alreadyThere(position: 2) }) {
                    try store.append([.numbered(2, recordedAt: .later)], after: 2)
                }
                try expectRefusal("a key that is there", { $0 == .alreadyThere(position: 1) }) {
                    try store.append([.numbered(3, key: "k")], after: 2)
                }
                try expectRefusal("an id twice in a batch", { $0 == .alreadyThere(position: 3) }) {
                    try store.append([.numbered(3), .numbered(3)], after: 2)
                }
                try expectRefusal("a key twice in a batch", { $0 == .alreadyThere(position: 3) }) {
                    try store.append([.numbered(3, key: "K"), .numbered(4, key: "K")], after: 2)
                }
                try expect(store.allTexts().count == 2, "something was written")
                // Another spelling is another key.
                _ = try store.append([.numbered(3, key: "K"), .numbered(4, key: "k ")], after: 2)
            },
            trial("no event is recorded before the one before it") { place in
                let store = try place.open()
                _ = try store.append([.numbered(1, recordedAt: 1000)], after: 0)
                let head = try store.head()
                try expectRefusal("an earlier event", { $0 == .tooEarly(after: head) }) {
                    try store.append([.numbered(2, recordedAt: 999)], after: 1)
                }
                try expectRefusal(
                    "an earlier event in a batch", { if case .tooEarly = $0 { true } else { false } }
                ) {
                    try store.append(
                        [.numbered(2, recordedAt: 2000), .numbered(3, recordedAt: 1999)], after: 1)
                }
                try expect(store.head() == head, "something was written")
                _ = try store.append([.numbered(2, recordedAt: 1000)], after: 1)
            },
            trial("of a batch of which one event is refused nothing is there") { place in
                let store = try place.open()
                _ = try store.append([.numbered(1)], after: 0)
                for bad in [0, 1, 49, 99] {
                    var entries = (2...101).map { Log.Entry.numbered($0) }
                    entries[bad] = .numbered(1, recordedAt: entries[bad].recordedAt)
                    try expectRefusal(
                        "a batch with an id that is there", { $0 == .alreadyThere(position: 1) }
                    ) {
                        try store.append(entries, after: 1)
                    }
                    for reader in [store, try place.open()] {
                        try expect(reader.head().position == 1, "there are \(reader.head().position)")
                    }
                }
                _ = try store.append((2...101).map { .numbered($0) }, after: 1)
            },
            trial(
                "of several who append at once each text is there once, and no position is passed over"
            ) { place in
                try Self.appendAtOnce(place, writers: 4, each: 25)
            },
        ]
    }

    private static func appendAtOnce(_ place: Place, writers: Int, each: Int) throws {
        let failures = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: writers) { writer in
            do {
                let store = try place.open()
                for number in 0..<each {
                    // The same text again and again, until it is the next.
                    var position = try store.head().position
                    while true {
                        do {
                            // Two at a time now and then.
                            let entries = (0...number % 2).map {
                                Log.Entry.numbered(1 + $0 + 2 * (writer + writers * number), recordedAt: 0)
                            }
                            _ = try store.append(entries, after: position)
                            break
                        } catch LogError.headMoved(let head) {
                            try expect(
                                head.position > position,
                                "the head moved from \(position) to \(head.position)")
                            position = head.position
                        }
                    }
                }
            } catch {
                failures.withLock { $0.append("\(error)") }
            }
        }
        let problems = failures.withLock { $0 }
        try expect(problems.isEmpty, problems.joined(separator: "; "))
        let texts = try place.open().allTexts()
        let expected = (0..<writers).flatMap { writer in
            (0..<each).flatMap { number in
                (0...number % 2).map { Log.Entry.numbered(1 + $0 + 2 * (writer + writers * number)).text }
            }
        }
        try expect(texts.sorted() == expected.sorted(), "there are \(texts.count) texts of \(expected.count)")
        // What was appended together stands together.
        for (writer, number) in (0..<writers).flatMap({ writer in (0..<each).map { (writer, $0) } })
        where number % 2 == 1 {
            let first = Log.Entry.numbered(1 + 2 * (writer + writers * number)).text
            let next = texts.firstIndex(of: first).map { $0 + 1 } ?? 0
            try expect(
                next < texts.count
                    && texts[next] == Log.Entry.numbered(2 + 2 * (writer + writers * number)).text,
                "another text stands between two of one batch")
        }
    }
}

extension LogHead {
    fileprivate init(_ entry: Log.Entry, at position: Int) {
        self.init(position: position, recordedAt: entry.recordedAt)
    }
}

extension Int {
    fileprivate static let later = 1_700_000_000_000
}

/// Texts that are apt to be changed on their way.
private enum Texts {
    static var all: [String] {
        // A canonical text holds every character but the controls as it is.
        let scalars = stride(from: 0x20, through: 0x10FFFF, by: 0x400).flatMap { start in
            [String(String.UnicodeScalarView((start..<start + 0x400).compactMap(Unicode.Scalar.init)))]
        }
        let pieces = scalars.map { "{\"s\":\"\($0)\"}" }
        // 65,535 bytes are the most that a text may have.
        let longest = "{\"s\":\"" + String(repeating: "x", count: 65_535 - 8) + "\"}"
        let wide = "{\"s\":\"" + String(repeating: "\u{1F54A}", count: (65_535 - 8) / 4) + "\"}"
        return pieces + [
            longest, wide, "{}", "{\"s\":\"e\u{301}\"}", "{\"s\":\"\u{E9}\"}", "{\"s\":\"\\u0000'%s \\\\ \"}",
            "{\"s\":\" \"}",
        ]
    }
}
