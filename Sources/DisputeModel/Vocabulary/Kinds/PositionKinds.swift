/// What a party thinks, claims, alleges or says about itself.
extension Vocabulary {
    static let positions: [Kind] = [
        Kind(
            "statement", .position, .side,
            cameo: "010", basis: "residual rule",
            meaning: "A public statement of view that is no offer, demand, accusation, refusal or threat."),
        Kind(
            "criticism", .position, .side, phase: .raise, temperature: .raise(1),
            cameo: "111", plover: "ACCUSE disapprove", basis: "CAMEO 111",
            meaning: "Disapproval of conduct or policy that alleges no breach."),
        Kind(
            "accusation", .position, .side, phase: .raise, temperature: .raise(1),
            cameo: "112", plover: "ACCUSE allege", basis: "CAMEO 112",
            meaning: """
                Allegation that the addressee did a specific wrongful act; `about` points at the alleged \
                act.
                """),
        Kind(
            "alleged-act", .position, .any,
            meaning: "The act complained of, recorded as alleged and never as fact."),
        Kind(
            "denial", .position, .side, phase: .contest, temperature: .raise(1), reply: .answers,
            cameo: "016", plover: "REJECT", basis: "CAMEO 016; a dispute is a claim positively opposed",
            meaning: "Denial of an accusation or of responsibility."),
        Kind(
            "declared-position", .position, .any, isPosition: true,
            cameo: "010",
            meaning: "A standing rule or principle of an actor, valid until it declares another."),
        Kind(
            "stated-intent", .position, .any,
            meaning: "An announced intention that binds no addressee."),
        Kind(
            "expectation", .position, .side, reply: .opensIfAsked,
            cameo: "020", plover: "REQUEST", basis: "CAMEO 02",
            meaning: "A stated expectation that another will act; it may carry a soft date and a criterion."),
        Kind(
            "impression", .position, .any,
            meaning: "A speaker's hedge, impression or prediction; never evidence of what it describes."),
        Kind(
            "commitment", .position, .any, reply: .promises,
            cameo: "030", plover: "AGREE", basis: "CAMEO 03",
            meaning: "An undertaking, pledge or earmarked payment whose terms may later be disputed."),
        Kind(
            "information-received", .position, .any,
            cameo: "040", plover: "CONSULT",
            meaning: "A party learns of a fact; says from whom and when."),
    ]
}
