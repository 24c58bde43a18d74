/// Talks, and acts about whether to hold talks.
extension Vocabulary {
    static let dialogue: [Kind] = [
        Kind(
            "offer-of-dialogue", .dialogue, .side, phase: .proposeTalks, reply: .opens,
            cameo: "036", plover: "AGREE", basis: "CAMEO 036",
            meaning: "An offer or declared readiness to meet, talk or negotiate."),
        Kind(
            "invitation", .dialogue, .side, phase: .proposeTalks, reply: .opens,
            cameo: "036", plover: "AGREE", basis: "PLOVER CONSULT note",
            meaning: "An invitation to a named meeting or conference."),
        Kind(
            "initiative", .dialogue, .any,
            cameo: "036", plover: "AGREE", basis: "CAMEO 036",
            meaning: """
                A plan for a meeting, conference or process that is not addressed to the party as an \
                invitation.
                """),
        Kind(
            "acceptance", .dialogue, .side, phase: .acceptTalks, temperature: .cool(1), reply: .accepts,
            dependsOnCondition: true,
            cameo: "030", plover: "AGREE", basis: "CAMEO 03",
            meaning: "Acceptance of an offer, invitation or proposal."),
        Kind(
            "refusal-of-dialogue", .dialogue, .side,
            phase: .refuseTalks, temperature: .raise(1), reply: .refuses,
            cameo: "125", plover: "REJECT", basis: "CAMEO 125",
            meaning: "Refusal to meet or negotiate, or cancellation of an agreed meeting."),
        Kind(
            "refusal-to-participate", .dialogue, .side,
            phase: .refuseTalks, temperature: .raise(1), reply: .refuses,
            cameo: "125", plover: "REJECT", basis: "CAMEO 125",
            meaning: """
                Refusal to take part in a meeting, conference or process; `scope` says who stays away.
                """),
        Kind(
            "confidential-contact", .dialogue, .any,
            cameo: "040", plover: "CONSULT", basis: "CAMEO 04",
            meaning: "A non-public contact or signal, often known from one side only."),
        Kind(
            "consultation", .dialogue, .twoSides, phase: .holdTalks, temperature: .cool(1), reply: .accepts,
            cameo: "040", plover: "CONSULT", basis: "Charter 33; DSU 4",
            meaning: """
                A meeting, visit, call or formal consultation held between the sides to deal with the \
                dispute; the participants are actors.
                """),
        Kind(
            "meeting", .dialogue, .any, isMeeting: true,
            cameo: "040", plover: "CONSULT",
            meaning: "A meeting, call or conference that is not held between the sides on the dispute."),
        Kind(
            "negotiation", .dialogue, .twoSides, phase: .holdTalks, temperature: .cool(1), reply: .accepts,
            cameo: "046", plover: "CONSULT", basis: "Charter 33",
            meaning: "A round of negotiation on settlement."),
        Kind(
            "request-for-consultations", .dialogue, .side,
            phase: .proposeTalks, temperature: .raise(1), reply: .opens,
            cameo: "106", plover: "REQUEST", basis: "DSU 4; treaty clauses",
            meaning: "A formal request for consultations under a treaty."),
        Kind(
            "suspension-of-talks", .dialogue, .side, phase: .suspendTalks, temperature: .raise(1),
            cameo: "164", plover: "SANCTION", basis: "CAMEO 164",
            meaning: "Talks broken off or suspended."),
    ]
}
