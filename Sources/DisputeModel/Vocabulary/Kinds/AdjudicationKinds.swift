/// Acts before a court, a tribunal or a panel.
extension Vocabulary {
    static let adjudication: [Kind] = [
        Kind(
            "proceedings-instituted", .adjudication, .side, phase: .institute,
            cameo: "115", plover: "ACCUSE allege", basis: "DSU 6; ICJ Statute 40; TFEU 258",
            meaning: "An application, notice of arbitration, panel request or referral to a court."),
        Kind(
            "procedural-step", .adjudication, .any,
            basis: "DSU; ICJ",
            meaning: "A stage inside proceedings, in the forum's own words (`details.stage`)."),
        Kind(
            "appeal", .adjudication, .side, phase: .institute,
            basis: "DSU 17",
            meaning: "A decision is appealed."),
        Kind(
            "interim-measure", .adjudication, .any, reply: .opensIfAsked,
            basis: "ICJ Statute 41; UNCLOS 290",
            meaning: "Provisional measures or an interim finding."),
        Kind(
            "decision", .adjudication, .any, phase: .decide, temperature: .cool(1), reply: .opensIfAsked,
            detail: Kind.Detail("on", ["merits", "jurisdiction"], isRequired: false),
            cameo: "116", basis: "ICJ Statute 60; DSU 16, 17",
            meaning: "A judgment, award, report or opinion that decides."),
        Kind(
            "proceedings-discontinued", .adjudication, .any, phase: .discontinue,
            basis: "ICJ Rules 88, 89; DSU 12",
            meaning: "Proceedings end without a decision."),
        Kind(
            "compliance-report", .adjudication, .any, temperature: .cool(1), reply: .answers,
            cameo: "080", plover: "CONCEDE", basis: "DSU 21",
            meaning: "The losing party reports implementation."),
    ]
}
