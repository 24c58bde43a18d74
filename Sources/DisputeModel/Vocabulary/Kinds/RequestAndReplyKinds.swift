/// What is asked of a party, and what it answers.
extension Vocabulary {
    static let requestsAndReplies: [Kind] = [
        Kind(
            "question", .request, .any,
            meaning: "A question by press, parliament or another non-party."),
        Kind(
            "request-for-explanation", .request, .side, phase: .raise, temperature: .raise(2), reply: .opens,
            cameo: "100", plover: "REQUEST", basis: "CAMEO has no exact code",
            meaning: "A request or demand that the addressee account for an act."),
        Kind(
            "request-for-information", .request, .side, reply: .opens,
            cameo: "020", plover: "REQUEST", basis: "CAMEO 02",
            meaning: "A request for facts or documents."),
        Kind(
            "demand", .request, .side, phase: .raise, temperature: .raise(1), reply: .opensIfAsked,
            cameo: "100", plover: "REQUEST", basis: "CAMEO 10",
            meaning: "A demand or appeal that the addressee do or stop something."),
        Kind(
            "notice-of-claim", .request, .side, phase: .raise, temperature: .raise(2), reply: .opens,
            cameo: "100", plover: "REQUEST", basis: "ARSIWA 43",
            meaning: """
                An injured state gives notice of its claim, the conduct required and the reparation \
                sought.
                """),
        Kind(
            "ultimatum", .request, .side, phase: .raise, temperature: .raise(5), reply: .opens,
            cameo: "139", plover: "THREATEN", basis: "CAMEO 139",
            meaning: "A final demand with a date and a stated or implied sanction."),
        Kind(
            "reply", .reply, .any, reply: .answers,
            meaning: "A substantive answer. Whether it satisfies is a separate judgement."),
        Kind(
            "interim-reply", .reply, .any, reply: .acknowledges,
            cameo: "010",
            meaning: "An acknowledgement or holding reply."),
        Kind(
            "refusal", .reply, .side, phase: .contest, temperature: .raise(1), reply: .refuses,
            cameo: "120", plover: "REJECT", basis: "CAMEO 12",
            meaning: "Refusal of a request or demand."),
        Kind(
            "comment-declined", .reply, .any,
            cameo: "011", basis: "CAMEO 011",
            meaning: "An explicit refusal to comment."),
        Kind(
            "reminder", .request, .side, reply: .reminds,
            cameo: "020", plover: "REQUEST", basis: "registry practice",
            meaning: "Asks again: opens nothing; its `due`, if given, replaces the date."),
        Kind(
            "deadline-extension", .reply, .any, reply: .extends,
            basis: "DSU practice",
            meaning: "The requester prolongs a time limit; `due` holds the new date."),
        Kind(
            "request-withdrawal", .reply, .any, temperature: .cool(1), reply: .withdraws,
            cameo: "080", plover: "CONCEDE", basis: "PLOVER",
            meaning: "The requester withdraws what it asked."),
    ]
}
