import CanonicalJSON

/// Reads events from their texts, a million of them in seconds.
///
/// Nearly all are acts in canonical form, of which a fold needs a few words that stand in many others too: dispute, kind,
/// parties, day. These are read where they stand, and what was made of them the last time is taken again. Everything else is
/// read as a whole; the answers are the same.
package final class EventReader {
    private var scanner = CanonicalScanner()
    private var found = EventMembers()
    private var disputes = Recent<String>()
    private var kinds = Recent<Kind?>()
    private var parties = Recent<[Party]>()
    private var times = Recent<Times?>()
    private var dues = Recent<Due?>()

    /// What a fold asks of `occurred`.
    private struct Times {
        let ownPlace: Instant
        let latestDay: Day?
        let hasBeginning: Bool
    }

    package init() {}

    /// The event of a text, and whether the text is known to be canonical. An event without members where it is no JSON object.
    package func read(
        _ text: UnsafeBufferPointer<UInt8>, at position: Int
    ) -> (event: LoggedEvent, isCanonical: Bool) {
        let isCanonical = scanner.take(text)
        if isCanonical, let event = act(text, position) { return (event, true) }
        // As readers of the log have it, where it is no UTF-8.
        let json = try? JSON.parse(String(decoding: text, as: UTF8.self))
        return (LoggedEvent(Event(json?.object ?? JSONObject()), at: position), isCanonical)
    }

    package func read(_ text: String, at position: Int) -> LoggedEvent {
        var text = text
        return text.withUTF8 { read($0, at: position).event }
    }

    /// nil where something stands in it that has to be read as a whole.
    private func act(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) -> LoggedEvent? {
        found.find(scanner.members, in: text)
        func bytes(_ member: EventMembers.Name) -> UnsafeBufferPointer<UInt8>? {
            found[member].map { UnsafeBufferPointer(rebasing: text[$0]) }
        }
        guard found[.target] == nil,
            let id = bytes(.id).flatMap(plain).flatMap({ EventID($0) }),
            let recordedAt = bytes(.recordedAt).flatMap(plain).flatMap({ Instant($0) }),
            let kind = bytes(.kind).flatMap({ kinds.value(of: $0) { Vocabulary.kind(words($0) ?? "") } }),
            !kind.isRecord,
            let dispute = bytes(.dispute).flatMap(plain).flatMap({ $0.isEmpty ? nil : $0 }).map({
                disputes.value(of: $0, make: string)
            }),
            let standing = standing(bytes(.standing)),
            let replies = ids(bytes(.inResponseTo)), let about = ids(bytes(.about))
        else { return nil }
        var key: String?
        if let bytes = bytes(.key) {
            guard let text = words(bytes) else { return nil }
            key = text
        }
        let origin = bytes(.origin).flatMap { Origin(try? JSON.parse($0)) }
        let firstTime = origin?.recordedAt ?? recordedAt
        let times = bytes(.occurred).flatMap { bytes in
            self.times.value(of: bytes) { bytes in
                words(bytes).flatMap { EDTF($0) }.map {
                    Times(ownPlace: $0.ownPlace, latestDay: $0.latest?.day, hasBeginning: $0.earliest != nil)
                }
            }
        }
        let detail = kind.detail.flatMap { name in
            bytes(.details).flatMap { try? JSON.parse($0) }?.object?[name]?.string
        }
        let reporter = bytes(.reportedBy).flatMap { try? JSON.parse($0) }?.object?["party"]?.string
        let act = Act(
            position: position, dispute: dispute, place: times?.ownPlace ?? firstTime.day.start,
            firstTime: firstTime, kindName: kind.name, kind: kind, standing: standing,
            actors: parties(bytes(.actors)),
            addressees: parties(bytes(.addressees)), reporter: reporter.flatMap { Party($0) }, replies: [],
            target: nil, isConditional: bytes(.condition)?.first == UInt8(ascii: "\""),
            expectsReply: bytes(.expectsReply).flatMap {
                $0.first == UInt8(ascii: "t") ? true : $0.first == UInt8(ascii: "f") ? false : nil
            },
            due: bytes(.due).flatMap { dues.value(of: $0) { Due(try? JSON.parse($0)) } },
            outcome: detail ?? "", acceptsProposal: false, latestDay: times?.latestDay,
            hasBeginning: times?.hasBeginning ?? false)
        return LoggedEvent(
            position: position, id: id, recordedAt: recordedAt, key: key, origin: origin, act: act,
            replies: replies, about: about)
    }

    /// A string's bytes without its quotation marks; nil where it is no string, or has escapes.
    private func plain(_ value: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
        guard value.first == UInt8(ascii: "\"") else { return nil }
        let inner = UnsafeBufferPointer(rebasing: value[1..<value.count - 1])
        return inner.contains(UInt8(ascii: "\\")) ? nil : inner
    }

    private func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }

    /// A string's text; nil where it is none.
    private func words(_ value: UnsafeBufferPointer<UInt8>) -> String? {
        plain(value).map(string) ?? (try? JSON.parse(value))?.string
    }

    private func standing(_ value: UnsafeBufferPointer<UInt8>?) -> Standing? {
        value == nil ? .asserted : value.flatMap(words).flatMap { Standing(rawValue: $0) }
    }

    private func parties(_ value: UnsafeBufferPointer<UInt8>?) -> [Party] {
        guard let value else { return [] }
        return parties.value(of: value) { ((try? JSON.parse($0))?.strings ?? []).compactMap { Party($0) } }
    }

    /// `["…","…"]` of ids, each 38 bytes with its quotation marks; nil where there is anything else.
    private func ids(_ value: UnsafeBufferPointer<UInt8>?) -> [EventID]? {
        guard let value else { return [] }
        guard value.count % 39 == 1, value.count > 1, value[0] == UInt8(ascii: "[") else { return nil }
        var ids: [EventID] = []
        for start in stride(from: 2, to: value.count, by: 39) {
            guard value[start - 1] == UInt8(ascii: "\""), value[start + 36] == UInt8(ascii: "\""),
                let id = EventID(UnsafeBufferPointer(rebasing: value[start..<start + 36]))
            else { return nil }
            ids.append(id)
        }
        return ids
    }
}
