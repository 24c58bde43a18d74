/// Acts by or with third parties, which belong to no side.
extension Vocabulary {
    static let thirdParties: [Kind] = [
        Kind(
            "offer-of-good-offices", .thirdParty, .any, reply: .opens,
            cameo: "039", plover: "AGREE", basis: "Manila Declaration",
            meaning: "A third party offers channel, venue or contact without proposing terms."),
        Kind(
            "offer-of-mediation", .thirdParty, .any, reply: .opens,
            cameo: "039", plover: "AGREE", basis: "Charter 33",
            meaning: "A third party offers, or is asked, to take part and propose terms."),
        Kind(
            "refusal-of-mediation", .thirdParty, .side, reply: .refuses,
            cameo: "126", plover: "REJECT", basis: "CAMEO 126",
            meaning: "Refusal of third-party involvement; the addressee is the would-be mediator."),
        Kind(
            "mediation-begun", .thirdParty, .any, phase: .startThirdParty,
            cameo: "045", plover: "CONSULT", basis: "Charter 33",
            meaning: "A third party begins good offices, mediation, conciliation or enquiry."),
        Kind(
            "mediation-ended", .thirdParty, .any, phase: .endThirdParty,
            detail: Kind.Detail("outcome", ["report", "agreement", "failed"]),
            basis: "Charter 33",
            meaning: "A third party's part ends; `details.outcome` is report, agreement or failed."),
        Kind(
            "referral", .thirdParty, .side, phase: .refer,
            plover: "REQUEST", basis: "Charter 35, 37, 52",
            meaning: "The dispute is brought before a political organ."),
    ]
}
