import DisputeModel

extension FilingError: ExplainedError {
    var remedy: String {
        switch self {
        case .notAnObject:
            "Give one object, or one a line."
        case .unknownKey(_, _, let near):
            didYouMean(near, else: "Put what only this kind has into \"details\".")
        case .wrongType:
            "Write it so, or leave it out."
        case .emptyValue:
            "Say something there, or leave it out."
        case .missing:
            "Add it and file the event again."
        case .notAllowed:
            "Leave it out."
        case .notOneOf(_, _, let allowed, let near):
            didYouMean(near, else: "It is one of: \(allowed.joined(separator: ", ")).")
        case .malformedDate(let key, _):
            key == "occurred" || key == "since" || key == "published"
                ? "Write 2021, 2021-11~, 2021-11-10, 2021-11-10T14:30+01:00, 2021-08/2021-11-10 or ../2021-11-10."
                : "Write a day of the calendar as YYYY-MM-DD."
        case .malformedDispute:
            "Use small letters a to z, digits and hyphens; a sub-dispute's name is its parent's, a slash and its own."
        case .malformedParty:
            "Write a code or a path from one: RUS, UN:OHCHR; or ? for someone unnamed."
        case .unknownKind(_, let near):
            didYouMean(near, else: "`chancery kinds` lists them.")
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
            "Give two or more, each with a name and with members that are parties."
        case .sidesOverlap:
            "Put each party on one side only."
        case .dueTwice:
            "Give a date that was set as \"on\", or a working date of your own as \"about\"."
        case .notYet:
            "Correct the date, or give what is expected to happen the standing hedged."
        case .effectiveInFuture:
            "Give a day that has come."
        case .wrongTarget(_, _, let needs):
            "Its target must be \(needs)."
        case .assessesNothing:
            "Give a phase, or say that the last one is lifted; not both."
        case .actStaysAct:
            "Retract the act, and file the other event by itself."
        case .correctionInvalid:
            "Correct it to something that could."
        case .keyTaken:
            "Use a new key for a new event; what was filed is corrected with `chancery correct`."
        case .unknownDetail(_, _, let allowed):
            "Leave it out; it has: \(allowed.joined(separator: ", "))."
        case .tooLong:
            "File the long text elsewhere, and name it as a source."
        case .saysSomethingElse:
            "Ask the keeper of the other log which of the two is right."
        case .openedHere(let dispute, _, _):
            "Say under which dispute its events go: --into \(dispute)=DISPUTE."
        case .firstRecordedAhead:
            "See that both clocks are right."
        }
    }

    var exitCode: Int32 { ExitStatus.dataError }
}
