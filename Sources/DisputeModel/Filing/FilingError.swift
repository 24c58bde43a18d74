/// Why an event cannot be filed (section 1 of the rules). A refusal is a diplomatic act here, so no error bears that
/// name.
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
    case alreadyOpen(String)
    case noSuchEvent(key: String, reference: String, dispute: String)
    case needsActor(kind: String)
    case needsTwoSides
    case sidesOverlap(String, String)
    case dueTwice
    case notYet(place: Instant, recordedAt: Instant)
    case effectiveInFuture(String)
    case wrongTarget(kind: String, target: String, needs: String)
    case assessesNothing
    case actStaysAct(String)
    case correctionInvalid(String)
    case keyTaken(String, position: Int, filed: String, given: String)
    case unknownDetail(String, kind: String, allowed: [String])
    case tooLong(bytes: Int)
    /// Of an event of another log that is here already.
    case saysSomethingElse(position: Int, filed: String, given: String)
    case openedHere(dispute: String, theirs: String, ours: String)
    case firstRecordedAhead(firstTime: Instant, now: Instant)
}

extension FilingError {
    /// What is wrong, as one sentence, and what to do, as another.
    package var sentences: (problem: String, remedy: String) {
        switch self {
        case .notAnObject:
            ("The event is no JSON object.", "Give one object, or one a line.")
        case .unknownKey(let key, let within, let near):
            (
                "\"\(key)\" is no key of \(within.map { "\"\($0)\"" } ?? "an event").",
                Self.suggest(near, else: "Put what only this kind has into \"details\".")
            )
        case .wrongType(let key, let expected):
            ("\"\(Self.bare(key))\" must be \(expected).", "Write it so, or leave it out.")
        case .emptyValue(let key):
            ("\"\(Self.bare(key))\" is empty.", "Say something there, or leave it out.")
        case .missing(let key, let kind):
            ("\(Self.one(kind)) needs \"\(key)\".", "Add it and file the event again.")
        case .notAllowed(let key, let kind, let because):
            ("\(Self.one(kind)) has no \"\(Self.bare(key))\": \(because).", "Leave it out.")
        case .notOneOf(let key, let value, let allowed, let near):
            (
                "\"\(value)\" is no value of \"\(Self.bare(key))\".",
                Self.suggest(near, else: "It is one of: \(allowed.joined(separator: ", ")).")
            )
        case .malformedDate(let key, let value):
            (
                "\"\(value)\" is no date that \"\(Self.bare(key))\" takes.",
                key == "occurred" || key == "since" || key == "published"
                    ? "Write 2021, 2021-11~, 2021-11-10, 2021-11-10T14:30+01:00, 2021-08/2021-11-10 or ../2021-11-10."
                    : "Write a day of the calendar as YYYY-MM-DD."
            )
        case .malformedDispute(let id):
            (
                "\"\(id)\" cannot be a dispute's name.",
                "Use small letters a to z, digits and hyphens; a sub-dispute's name is its parent's, a slash and its own."
            )
        case .malformedParty(let text):
            (
                "\"\(text)\" is no party.",
                "Write a code or a path from one: RUS, UN:OHCHR; or ? for someone unnamed."
            )
        case .unknownKind(let kind, let near):
            ("There is no kind \"\(kind)\".", Self.suggest(near, else: "`chancery kinds` lists them."))
        case .unknownParty(let party, let near):
            (
                "No party is called \"\(party)\".",
                Self.suggest(near, else: "`chancery parties` lists them; `chancery parties add` adds one.")
            )
        case .unknownDispute(let dispute, let near):
            (
                "There is no dispute \"\(dispute)\".",
                Self.suggest(near, else: "`chancery status` lists them; `chancery open` opens one.")
            )
        case .noParent(let dispute, let parent):
            (
                "\"\(dispute)\" cannot be opened: there is no dispute \"\(parent)\".",
                "Open \"\(parent)\" first."
            )
        case .alreadyOpen(let dispute):
            (
                "\"\(dispute)\" has been opened already.",
                "Choose another name, or `chancery reopen` it if it has ended."
            )
        case .noSuchEvent(let key, let reference, let dispute):
            (
                "\"\(key)\" names \(reference), which is no earlier event of \(dispute).",
                "`chancery timeline \(dispute) --all` lists what can be named."
            )
        case .needsActor(let kind):
            (
                "\(Self.one(kind)) needs somebody who did it.",
                "Name the actor with --by; ? is someone unnamed."
            )
        case .needsTwoSides:
            (
                "A dispute has at least two sides, each with a name and members.",
                "Give two or more, each with a name and with members that are parties."
            )
        case .sidesOverlap(let one, let other):
            (
                "\(one) and \(other) are on two sides, yet one is or lies within the other.",
                "Put each party on one side only."
            )
        case .dueTwice:
            (
                "\"due\" has both \"on\" and \"about\".",
                "Give a date that was set as \"on\", or a working date of your own as \"about\"."
            )
        case .notYet(let place, let recordedAt):
            (
                "The event would stand on \(Self.date(place, beside: recordedAt)), more than 14 hours after it is "
                    + "recorded (\(Self.date(recordedAt, beside: place))).",
                "Correct the date, or give what is expected to happen the standing hedged."
            )
        case .effectiveInFuture(let day):
            ("\"effective\" is \(day), after the day of recording.", "Give a day that has come.")
        case .wrongTarget(let kind, let target, let needs):
            ("\(Self.one(kind)) cannot be about \(target).", "Its target must be \(needs).")
        case .assessesNothing:
            (
                "A status-assessment needs either a phase or a lift.",
                "Give a phase, or say that the last one is lifted; not both."
            )
        case .actStaysAct(let kind):
            (
                "A correction cannot make an act \(Self.article(kind)).",
                "Retract the act, and file the other event by itself."
            )
        case .correctionInvalid(let problem):
            (
                "The event as corrected could not have been recorded: \(problem)",
                "Correct it to something that could."
            )
        case .keyTaken(let key, let position, let filed, let given):
            (
                "The key \"\(key)\" belongs to #\(position), which says something else: \(filed) there, \(given) here.",
                "Use a new key for a new event; what was filed is corrected with `chancery correct`."
            )
        case .unknownDetail(let key, let kind, let allowed):
            (
                "\(Self.one(kind)) has no detail \"\(key)\".",
                "Leave it out; it has: \(allowed.joined(separator: ", "))."
            )
        case .tooLong(let bytes):
            (
                "The event has \(bytes) bytes, and at most 65535 are taken.",
                "File the long text elsewhere, and name it as a source."
            )
        case .saysSomethingElse(let position, let filed, let given):
            (
                "It is #\(position) here, which says something else: \(filed) here, \(given) there.",
                "Ask the keeper of the other log which of the two is right."
            )
        case .openedHere(let dispute, let theirs, let ours):
            (
                "\"\(dispute)\" was opened here independently: \(theirs) there, \(ours) here.",
                "Say under which dispute its events go: --into \(dispute)=DISPUTE."
            )
        case .firstRecordedAhead(let firstTime, let now):
            (
                "It says that it was first recorded on \(Self.date(firstTime, beside: now)), more than 14 hours ahead "
                    + "of the clock (\(Self.date(now, beside: firstTime))).",
                "See that both clocks are right."
            )
        }
    }

    /// The key as whoever corrects it has written it: `summary`, and not `details.fields.summary`.
    private static func bare(_ key: String) -> String {
        key.hasPrefix("details.fields.") ? String(key.dropFirst("details.fields.".count)) : key
    }

    /// `A reply`, `An event`.
    private static func one(_ kind: String) -> String { (startsWithVowel(kind) ? "An " : "A ") + kind }

    /// `a reply`, `an event`.
    package static func article(_ kind: String) -> String { (startsWithVowel(kind) ? "an " : "a ") + kind }

    private static func startsWithVowel(_ kind: String) -> Bool {
        kind.first.map { "aeiou".contains($0) } ?? false
    }

    /// The day; with the time where the other is so near that days would not tell them apart.
    private static func date(_ instant: Instant, beside other: Instant) -> String {
        guard abs(instant.day - other.day) < 2 else { return instant.day.description }
        let time = instant.description.dropFirst(11).prefix(5)
        return "\(instant.day) \(time) UTC"
    }

    private static func suggest(_ near: [String], else otherwise: String) -> String {
        near.isEmpty ? otherwise : "Did you mean \(near.joined(separator: " or "))?"
    }
}

extension FilingError: CustomStringConvertible {
    package var description: String { "\(sentences.problem) \(sentences.remedy)" }
}
