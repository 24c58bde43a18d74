/// Why an event cannot be recorded (section 1 of the rules). It is not called a refusal, because a refusal is a
/// diplomatic act here.
package enum FilingError: Error, Equatable {
    case notAnObject
    case unknownKey(String, within: String?, suggestions: [String])
    case wrongType(key: String, expected: String)
    case emptyValue(key: String)
    case missing(key: String, kind: String)
    case notAllowed(key: String, kind: String, because: String)
    case notOneOf(key: String, value: String, allowed: [String], suggestions: [String])
    case malformedDate(key: String, value: String)
    case malformedDispute(String)
    case malformedParty(String)
    case unknownKind(String, suggestions: [String])
    case unknownParty(String, suggestions: [String])
    case unknownDispute(String, suggestions: [String])
    case noParent(dispute: String, parent: String)
    /// The dispute has an opening already.
    case alreadyOpen(String)
    /// A reference names no earlier event of the dispute.
    case noSuchEvent(key: String, reference: String, dispute: String)
    case needsActor(kind: String)
    case needsTwoSides
    /// Two members of different sides, of which one is or lies within the other.
    case sidesOverlap(String, String)
    case dueTwice
    /// The place is more than 14 hours after the recording.
    case notYet(place: Instant, recordedAt: Instant)
    /// A closing or reopening takes effect after the day of recording.
    case effectiveInFuture(String)
    /// The target is not of the kind that the event needs.
    case wrongTarget(kind: String, target: String, needs: String)
    /// A status assessment with neither or both of a phase and a lift.
    case assessesNothing
    /// A correction would make an act a record event of this kind.
    case actStaysAct(String)
    /// The event as corrected would not be valid, for this reason.
    indirect case correctionInvalid(FilingError)
    /// Another event has this key. `filed` and `given` say where the two differ.
    case keyTaken(String, position: Int, filed: String, given: String)
    case unknownDetail(String, kind: String, allowed: [String])
    case tooLong(bytes: Int)
    /// An event of another log is here already, with other content. `filed` and `given` say where the two differ.
    case saysSomethingElse(position: Int, filed: String, given: String)
    /// A dispute of another log was also opened here, by a different event.
    case openedHere(dispute: String, theirs: String, ours: String)
    /// The first time of an event of another log is more than 14 hours ahead of the clock.
    case firstRecordedAhead(firstTime: Instant, now: Instant)
}

extension FilingError {
    /// What is wrong, as one sentence.
    package var problem: String { problem { "\"\(Self.bare($0))\"" } }

    /// What is wrong, as one sentence.
    ///
    /// - Parameter name: how the sentence names a key of the event.
    package func problem(naming name: (_ key: String) -> String) -> String {
        switch self {
        case .notAnObject:
            "The event is not a JSON object."
        case .unknownKey(let key, let within, _):
            "\"\(key)\" is not a key of \(Self.owner(within))."
        case .wrongType(let key, let expected):
            "\(name(key)) must be \(expected)."
        case .emptyValue(let key):
            "\(name(key)) is empty."
        case .missing(let key, let kind):
            "\(Self.one(kind)) needs \(name(key))."
        case .notAllowed(let key, let kind, let because):
            "\(Self.one(kind)) has no \(name(key)): \(because)."
        case .notOneOf(let key, let value, _, _):
            "\"\(value)\" is not a value of \(name(key))."
        case .malformedDate(let key, let value):
            "\"\(value)\" is not a valid date for \(name(key))."
        case .malformedDispute(let id):
            "\"\(id)\" cannot be a dispute's name."
        case .malformedParty(let text):
            "\"\(text)\" is not a party."
        case .unknownKind(let kind, _):
            "There is no kind \"\(kind)\"."
        case .unknownParty(let party, _):
            "No party is called \"\(party)\"."
        case .unknownDispute(let dispute, _):
            "There is no dispute \"\(dispute)\"."
        case .noParent(let dispute, let parent):
            "\"\(dispute)\" cannot be opened: there is no dispute \"\(parent)\"."
        case .alreadyOpen(let dispute):
            "\"\(dispute)\" has been opened already."
        case .noSuchEvent(let key, let reference, let dispute):
            "\(name(key)) names \(reference), which is not an earlier event of \(dispute)."
        case .needsActor(let kind):
            "\(Self.one(kind)) needs an actor."
        case .needsTwoSides:
            "A dispute has at least two sides, each with a name and members."
        case .sidesOverlap(let one, let other):
            "\(one) and \(other) are on different sides, but one is the other or is part of it."
        case .dueTwice:
            "\"due\" has both \"on\" and \"about\"."
        case .notYet(let place, let recordedAt):
            "The event would take place on \(Self.date(place, beside: recordedAt)), more than 14 hours after it is "
                + "recorded (\(Self.date(recordedAt, beside: place)))."
        case .effectiveInFuture(let day):
            "\(name("details.effective")) is \(day), after the day of recording."
        case .wrongTarget(let kind, let target, _):
            "\(Self.one(kind)) cannot be about \(target)."
        case .assessesNothing:
            "A status-assessment needs either a phase or a lift."
        case .actStaysAct(let kind):
            "A correction cannot make an act \(Self.article(kind))."
        case .correctionInvalid(let error):
            "The event as corrected could not have been recorded: \(error.problem(naming: name))"
        case .keyTaken(let key, let position, let filed, let given):
            "The key \"\(key)\" belongs to #\(position), which says something else: \(filed) there, \(given) here."
        case .unknownDetail(let key, let kind, _):
            "\(Self.one(kind)) has no detail \"\(key)\"."
        case .tooLong(let bytes):
            "The event has \(bytes) bytes, and the limit is 65535."
        case .saysSomethingElse(let position, let filed, let given):
            "It is #\(position) here, which says something else: \(filed) here, \(given) there."
        case .openedHere(let dispute, let theirs, let ours):
            "\"\(dispute)\" was opened here independently: \(theirs) there, \(ours) here."
        case .firstRecordedAhead(let firstTime, let now):
            "It says that it was first recorded on \(Self.date(firstTime, beside: now)), more than 14 hours ahead "
                + "of the clock (\(Self.date(now, beside: firstTime)))."
        }
    }

    /// What has the keys: in the new values of a correction, the event.
    private static func owner(_ within: String?) -> String {
        within.flatMap { $0 == "details.fields" ? nil : "\"\($0)\"" } ?? "an event"
    }

    /// The key as the user knows it: in a correction `summary`, not `details.fields.summary`; of a record event
    /// `marking`, not `details.marking`.
    private static func bare(_ key: String) -> String {
        if key.hasPrefix("details.fields.") { return String(key.dropFirst("details.fields.".count)) }
        guard key.hasPrefix("details.") else { return key }
        let name = String(key.dropFirst("details.".count))
        return detailsWithOptions.contains(name) ? name : key
    }

    /// The details of record events that commands take as options or arguments.
    private static let detailsWithOptions: Set<String> = [
        "effective", "lift", "marking", "phase", "reason", "satisfies", "title",
    ]

    /// `A reply`, `An event`.
    private static func one(_ kind: String) -> String { (startsWithVowel(kind) ? "An " : "A ") + kind }

    /// `a reply`, `an event`.
    package static func article(_ kind: String) -> String { (startsWithVowel(kind) ? "an " : "a ") + kind }

    private static func startsWithVowel(_ kind: String) -> Bool {
        // "x-" is spoken "ex".
        kind.hasPrefix("x-") || kind.first.map { "aeiou".contains($0) } ?? false
    }

    /// The day, with the time where both instants are so close that days alone would not distinguish them.
    private static func date(_ instant: Instant, beside other: Instant) -> String {
        guard abs(instant.day - other.day) < 2 else { return instant.day.description }
        let time = instant.description.dropFirst(11).prefix(5)
        return "\(instant.day) \(time) UTC"
    }

}

extension FilingError: CustomStringConvertible {
    /// What is wrong, as one sentence: the same as `problem`.
    package var description: String { problem }
}
