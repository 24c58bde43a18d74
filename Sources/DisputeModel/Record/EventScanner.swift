import CanonicalJSON

/// Reads events from their texts, about a million per second.
///
/// Nearly all events are acts in canonical form. Those are read in place, in one pass that also finds whether the
/// text is canonical. All others are parsed with `JSON.parse` and read through `Event`. The digest is the same either
/// way; a test and a fuzz target check that.
package struct EventScanner: ~Copyable {
    /// What the numbers of the digests stand for.
    package var symbols: Symbols

    // The next properties describe the event that was scanned last.

    /// The text is known to be canonical. A few canonical texts are not recognised (`CanonicalScanner`).
    package private(set) var isCanonical = false
    /// nil where the id is not a UUID in the usual form.
    package private(set) var id: EventID?
    /// When this log recorded the event; nil where the time is missing or malformed.
    package private(set) var recordedAt: Instant?
    /// The recorder's own key for the event; nil where it has none.
    package private(set) var key: String?
    /// The well-formed ids in `about`.
    package private(set) var about: [EventID] = []
    /// The parsed event, where it could not be read in place.
    package private(set) var whole: Event?

    /// The members of the event that was scanned last.
    var members: [CanonicalScanner.Member] { scanner.members }

    private var scanner = CanonicalScanner()
    private var inner = CanonicalScanner()
    private var spans = InternTable()
    private var times: [Times?] = []

    /// What the fold needs of `occurred`.
    private struct Times {
        let ownPlace: Instant
        let latestDay: Day?
        let hasBeginning: Bool

        init(_ occurred: EDTF) {
            ownPlace = occurred.ownPlace
            latestDay = occurred.latest?.day
            hasBeginning = occurred.earliest != nil
        }
    }

    /// The names of the vocabulary; the number of a name is its row.
    private static let kinds: InternTable = {
        var table = InternTable()
        for kind in Vocabulary.kinds { _ = table.intern(kind.name) }
        return table
    }()

    /// Makes a scanner that adds to these symbols. The numbers that they already have stay valid.
    package init(_ symbols: Symbols = Symbols()) { self.symbols = symbols }

    /// Reads the digest of an event from a string.
    package mutating func scan(_ text: String, at position: Int) -> EventDigest {
        var text = text
        return text.withUTF8 { utf8 in
            let span = utf8.span
            return scan(span, at: position)
        }
    }

    /// Reads the digest of an event. It is empty where the text is not a JSON object.
    package mutating func scan(_ text: Span<UInt8>, at position: Int) -> EventDigest {
        (id, recordedAt, key, whole) = (nil, nil, nil, nil)
        if !about.isEmpty { about = [] }
        isCanonical = scanner.scan(text)
        if isCanonical, let digest = digest(text.bytes, text, position) { return digest }
        // Invalid UTF-8 is repaired, as all readers of the log do.
        let words = text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        return digest(Event((try? JSON.parse(words))?.object ?? JSONObject()), position)
    }

    // MARK: Reading in place

    /// The ranges of the values that the digest needs; empty where the event has no such member.
    private struct Found {
        var about = 0..<0, actors = 0..<0, addressees = 0..<0, condition = 0..<0, details = 0..<0,
            dispute = 0..<0, due = 0..<0, expectsReply = 0..<0, id = 0..<0, inResponseTo = 0..<0, key = 0..<0,
            kind = 0..<0, occurred = 0..<0, origin = 0..<0, recordedAt = 0..<0, reportedBy = 0..<0,
            standing = 0..<0, target = 0..<0
    }

    private func find(_ bytes: RawSpan) -> Found {
        var found = Found()
        for member in scanner.members {
            let (key, value) = (member.key, member.value)
            guard let first = key.first.map({ bytes[$0] }) else { continue }
            switch (key.count, first) {
            case (2, UInt8(ascii: "i")): if bytes.has("id", at: key) { found.id = value }
            case (3, UInt8(ascii: "d")): if bytes.has("due", at: key) { found.due = value }
            case (3, UInt8(ascii: "k")): if bytes.has("key", at: key) { found.key = value }
            case (4, UInt8(ascii: "k")): if bytes.has("kind", at: key) { found.kind = value }
            case (5, UInt8(ascii: "a")): if bytes.has("about", at: key) { found.about = value }
            case (6, UInt8(ascii: "a")): if bytes.has("actors", at: key) { found.actors = value }
            case (6, UInt8(ascii: "o")): if bytes.has("origin", at: key) { found.origin = value }
            case (6, UInt8(ascii: "t")): if bytes.has("target", at: key) { found.target = value }
            case (7, UInt8(ascii: "d")):
                if bytes.has("details", at: key) { found.details = value }
                if bytes.has("dispute", at: key) { found.dispute = value }
            case (8, UInt8(ascii: "o")): if bytes.has("occurred", at: key) { found.occurred = value }
            case (8, UInt8(ascii: "s")): if bytes.has("standing", at: key) { found.standing = value }
            case (9, UInt8(ascii: "c")): if bytes.has("condition", at: key) { found.condition = value }
            case (10, UInt8(ascii: "a")): if bytes.has("addressees", at: key) { found.addressees = value }
            case (10, UInt8(ascii: "r")):
                if bytes.has("recordedAt", at: key) { found.recordedAt = value }
                if bytes.has("reportedBy", at: key) { found.reportedBy = value }
            case (12, UInt8(ascii: "e")): if bytes.has("expectsReply", at: key) { found.expectsReply = value }
            case (12, UInt8(ascii: "i")): if bytes.has("inResponseTo", at: key) { found.inResponseTo = value }
            default: break
            }
        }
        return found
    }

    /// The digest of a canonical text; nil where the event must be parsed instead.
    private mutating func digest(_ bytes: RawSpan, _ text: Span<UInt8>, _ position: Int) -> EventDigest? {
        let found = find(bytes)
        guard let idRange = bytes.string(at: found.id), let id = EventID(idRange, of: bytes),
            let timeRange = bytes.string(at: found.recordedAt),
            let recordedAt = Instant(timeRange, of: bytes),
            let kindRange = bytes.string(at: found.kind),
            let disputeRange = bytes.plainString(found.dispute), !disputeRange.isEmpty
        else { return nil }
        guard let kindNumber = Self.kinds.number(of: kindRange, in: bytes) else { return nil }
        let kind = Vocabulary.kinds[kindNumber]
        guard let standing = standing(found.standing, bytes) else { return nil }

        var event = EventDigest(position: position)
        event.id = id
        event.kindNumber = UInt8(kindNumber)
        event.standing = standing
        event.firstTime = recordedAt
        if !found.origin.isEmpty {
            guard let origin = origin(found.origin, text, bytes) else { return nil }
            event.firstTime = origin.recordedAt
            event.hasOrigin = true
            symbols.note(&event) { $0.origin = origin.id }
        }
        if !found.key.isEmpty {
            guard let range = bytes.plainString(found.key) else { return nil }
            key = bytes.string(range)
        }
        guard readReferences(found, bytes, &event), readTimes(found, kind, text, bytes, &event) else {
            return nil
        }
        event.dispute = symbols.dispute(disputeRange, of: bytes)
        if !found.actors.isEmpty { event.actors = symbols.parties(found.actors, of: bytes) }
        if !found.addressees.isEmpty { event.addressees = symbols.parties(found.addressees, of: bytes) }
        if !found.due.isEmpty { event.due = symbols.due(found.due, of: bytes) }
        if !found.condition.isEmpty {
            event.isConditional = bytes[found.condition.lowerBound] == UInt8(ascii: "\"")
        }
        if !found.expectsReply.isEmpty {
            switch bytes[found.expectsReply.lowerBound] {
            case UInt8(ascii: "t"): event.expectsReply = true
            case UInt8(ascii: "f"): event.expectsReply = false
            default: break
            }
        }
        if let word = kind.detail?.key, !found.details.isEmpty {
            guard let outcome = member(word, of: found.details, text, bytes) else { return nil }
            if let outcome { event.outcome = Outcome(outcome) }
        }
        if standing == .claimed, !found.reportedBy.isEmpty {
            guard let party = member("party", of: found.reportedBy, text, bytes) else { return nil }
            if let party { symbols.note(&event) { $0.reporter = Party(party) } }
        }
        (self.id, self.recordedAt) = (id, recordedAt)
        return event
    }

    private func standing(_ range: Range<Int>, _ bytes: RawSpan) -> Standing? {
        guard !range.isEmpty else { return .asserted }
        guard let word = bytes.string(at: range) else { return nil }
        return Standing(rawValue: bytes.string(word))
    }

    /// The string that a member of an object has. The inner optional is nil where the object has no such member or it
    /// is not a string; the outer optional is nil where the event must be parsed instead.
    private mutating func member(_ name: String, of object: Range<Int>, _ text: Span<UInt8>, _ bytes: RawSpan)
        -> String??
    {
        guard bytes[object.lowerBound] == UInt8(ascii: "{"), inner.scan(object, of: text) else { return nil }
        for member in inner.members where bytes.has(word: name, at: member.key) {
            if bytes[member.value.lowerBound] != UInt8(ascii: "\"") { return .some(nil) }
            guard let range = bytes.plainString(member.value) else { return nil }
            return bytes.string(range)
        }
        return .some(nil)
    }

    private mutating func origin(_ range: Range<Int>, _ text: Span<UInt8>, _ bytes: RawSpan) -> (
        id: EventID, recordedAt: Instant
    )? {
        guard bytes[range.lowerBound] == UInt8(ascii: "{"), inner.scan(range, of: text) else { return nil }
        var (id, recordedAt, isNamed): (EventID?, Instant?, Bool) = (nil, nil, false)
        for member in inner.members {
            guard let value = bytes.plainString(member.value) else { return nil }
            if bytes.has("id", at: member.key) { id = EventID(value, of: bytes) }
            if bytes.has("recordedAt", at: member.key) { recordedAt = Instant(value, of: bytes) }
            if bytes.has("recordedBy", at: member.key) { isNamed = true }
        }
        guard isNamed, let id, let recordedAt else { return nil }
        return (id, recordedAt)
    }

    /// Reads `inResponseTo`, `about` and `target`; false where they are not ids in the usual form, so that the event
    /// must be parsed instead.
    private mutating func readReferences(_ found: Found, _ bytes: RawSpan, _ event: inout EventDigest) -> Bool
    {
        let start = symbols.references.count
        event.references = UInt32(start)
        guard let replies = bytes.ids(in: found.inResponseTo), let others = bytes.ids(in: found.about) else {
            return false
        }
        for range in replies {
            guard let id = EventID(range, of: bytes) else { return false }
            symbols.add(id)
        }
        for range in others {
            guard let id = EventID(range, of: bytes) else { return false }
            about.append(id)
        }
        let count = symbols.references.count - start
        event.shortReplyCount = UInt8(clamping: count)
        if count >= UInt8.max { symbols.note(&event) { $0.replyCount = count } }
        if !found.target.isEmpty {
            guard let range = bytes.string(at: found.target), let target = EventID(range, of: bytes) else {
                return false
            }
            symbols.add(target)
            event.hasTarget = true
        }
        return true
    }

    /// Sets the place, the latest day and `hasBeginning`; false where the event must be parsed instead.
    private mutating func readTimes(
        _ found: Found, _ kind: Kind, _ text: Span<UInt8>, _ bytes: RawSpan, _ event: inout EventDigest
    ) -> Bool {
        var times: Times?
        if !found.occurred.isEmpty, bytes[found.occurred.lowerBound] == UInt8(ascii: "\"") {
            guard let range = bytes.string(at: found.occurred) else { return false }
            if let day = Day(range, of: bytes) {
                event.place = day.start
                event.latestDay = day
                event.hasBeginning = true
                if !kind.isRecord { return true }
            } else {
                guard bytes.plainString(found.occurred) != nil else { return false }
                times = self.times(range, bytes)
            }
        }
        if let times {
            event.latestDay = times.latestDay
            event.hasBeginning = times.hasBeginning
        }
        guard kind.isRecord else {
            event.place = times?.ownPlace ?? event.firstTime.day.start
            return true
        }
        event.place = event.firstTime
        guard !found.details.isEmpty else { return true }
        guard let effective = member("effective", of: found.details, text, bytes) else { return false }
        if let day = effective.flatMap({ Day($0) }) { event.place = day.start }
        return true
    }

    /// The times of a value of `occurred` that is not a plain day: a month, a year, an interval or a time of day. The
    /// results for up to 4096 different values are cached.
    private mutating func times(_ range: Range<Int>, _ bytes: RawSpan) -> Times? {
        if spans.count >= 4096 {
            spans.removeAll()
            times.removeAll()
        }
        let (number, isNew) = spans.intern(range, of: bytes)
        if isNew { times.append(EDTF(bytes.string(range)).map { Times($0) }) }
        return times[number]
    }

    // MARK: Reading a parsed event

    private mutating func digest(_ whole: Event, _ position: Int) -> EventDigest {
        self.whole = whole
        (id, recordedAt, key) = (EventID(whole.id), whole.recordedAt, whole.key)
        about = whole.about.compactMap { EventID($0) }
        return symbols.digest(whole, at: position)
    }
}
