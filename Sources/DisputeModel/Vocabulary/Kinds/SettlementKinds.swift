/// Steps towards the end of a dispute.
extension Vocabulary {
    static let settlement: [Kind] = [
        Kind(
            "concession", .settlement, .side, temperature: .cool(2), reply: .answers, isRelief: true,
            cameo: "080", plover: "CONCEDE", basis: "CAMEO 08",
            meaning: "A unilateral step towards the other side, an apology included."),
        Kind(
            "apology", .settlement, .side, temperature: .cool(2), reply: .answers,
            cameo: "055", plover: "SUPPORT", basis: "ARSIWA 37",
            meaning: "Regret or satisfaction is given."),
        Kind(
            "reparation", .settlement, .side, temperature: .cool(2), reply: .answers, isRelief: true,
            cameo: "080", plover: "CONCEDE", basis: "ARSIWA 34-36",
            meaning: "Restitution or compensation is made."),
        Kind(
            "restoration", .settlement, .side, temperature: .cool(2), isRelief: true,
            cameo: "050", plover: "SUPPORT", basis: "VCDR 2",
            meaning: "An envoy returns, a mission reopens, relations resume."),
        Kind(
            "settlement-proposal", .settlement, .side, reply: .opens,
            cameo: "037", plover: "AGREE", basis: "CAMEO 037",
            meaning: "Terms, a draft or a non-paper for settlement."),
        Kind(
            "agreement", .settlement, .twoSides, phase: .agree, temperature: .cool(3),
            detail: Kind.Detail("scope", ["full", "partial"]),
            cameo: "057", plover: "SUPPORT", basis: "CAMEO 057",
            meaning: "An agreement in principle, signed or in force; `details.scope` is full or partial."),
        Kind(
            "settlement-confirmed", .settlement, .any, phase: .settle, temperature: .cool(3), isRelief: true,
            cameo: "057", plover: "SUPPORT", basis: "MID settle; WTO mutually agreed solution",
            meaning: "The parties or the forum declare the dispute ended."),
        Kind(
            "abandonment-of-claim", .settlement, .side, phase: .abandon, temperature: .cool(1),
            cameo: "080", plover: "CONCEDE", basis: "ARSIWA 45",
            meaning: "The claimant drops or waives its claim."),
    ]
}
