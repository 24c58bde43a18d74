import DisputeModel

extension FilingError: ExplainedError {
    var remedy: String {
        switch self {
        case .notAnObject:
            "Give one object, or one object per line."
        case .unknownKey(_, _, let near):
            didYouMean(near, else: "Put what only this kind has into \"details\".")
        case .wrongType:
            "Write it like that, or leave it out."
        case .emptyValue(let key):
            Self.required.contains(key) ? "Give it a value." : "Give it a value, or leave it out."
        case .missing:
            "Add it, and record the event again."
        case .notAllowed:
            "Leave it out."
        case .notOneOf(_, _, let allowed, let near):
            didYouMean(near, else: "It is one of: \(allowed.joined(separator: ", ")).")
        case .malformedDate(let key, _):
            key == "occurred" || key == "since" || key == "published"
                ? "Write 2021, 2021-11~, 2021-11-10, 2021-11-10T14:30+01:00, 2021-08/2021-11-10 or ../2021-11-10."
                : "Write a day of the calendar as YYYY-MM-DD."
        case .malformedDispute:
            "Use a to z in lower case, digits and hyphens; a sub-dispute has its parent's name, a slash and its own."
        case .malformedParty:
            "Write a code or a path from one: RUS, UN:OHCHR; or ? for someone unnamed."
        case .unknownKind(let kind, let near):
            Self.form(kind).map {
                "That is a form: use `chancery record note --form \($0)`, or demarche or protest in place of note."
            } ?? didYouMean(near, else: "`chancery kinds` lists them.")
        case .unknownParty(_, let near):
            didYouMean(near, else: "`chancery parties` lists them; `chancery parties add` adds one.")
        case .unknownDispute(_, let near):
            didYouMean(near, else: "`chancery status` lists them; `chancery open` opens one.")
        case .noParent(_, let parent):
            "Open \"\(parent)\" first."
        case .alreadyOpen:
            "Choose another name, or `chancery reopen` it if it has ended."
        case .noSuchEvent(_, _, let dispute):
            "`chancery timeline \(dispute) --all` lists what can be named."
        case .needsActor:
            "Name the actor with --by; ? is someone unnamed."
        case .needsTwoSides:
            "Give two or more sides, each with a name and with parties as its members."
        case .sidesOverlap:
            "Put each party on one side only."
        case .dueTwice:
            "Give a date that was set as \"on\", or a working date of your own as \"about\"."
        case .notYet:
            "Correct the date, or use the standing \"hedged\" for what is only expected."
        case .effectiveInFuture:
            "Give today or an earlier day."
        case .wrongTarget(_, _, let needs):
            "Its target must be \(needs)."
        case .assessesNothing:
            "Give a phase, or say that the last one is lifted; not both."
        case .actStaysAct:
            "Retract the act, and record the other event separately."
        case .correctionInvalid:
            "Give it values with which it could have been recorded."
        case .keyTaken:
            "Use a new key for a new event, or change the recorded one with `chancery correct`."
        case .unknownDetail(_, _, let allowed):
            "Leave it out; it has: \(allowed.joined(separator: ", "))."
        case .tooLong:
            "Keep the long text in another place, and name it as a source."
        case .saysSomethingElse:
            "Ask the keeper of the other log which of the two is right."
        case .openedHere(let dispute, _, _):
            "Say under which dispute its events go: --into \(dispute)=DISPUTE."
        case .firstRecordedAhead:
            "Check that both clocks are right."
        }
    }

    var exitCode: Int32 { ExitStatus.dataError }

    /// Keys that no event can be without, or no event of the kinds that have them.
    private static let required: Set<String> = [
        "details.marking", "details.reason", "details.satisfies", "details.sides", "details.title", "dispute",
        "kind", "target",
    ]

    /// The form of a paper that was given as a kind, as `note-verbale`; nil if it is none.
    private static func form(_ kind: String) -> String? {
        let form = folded(kind).split(separator: " ").joined(separator: "-")
        return ["note-verbale", "first-person-note", "aide-memoire", "bout-de-papier", "non-paper"]
            .first { $0 == form }
    }
}
