/// Pressure, from threats to the use of force.
extension Vocabulary {
    static let coercion: [Kind] = [
        Kind(
            "threat", .coercion, .side, phase: .raise, temperature: .raise(5),
            cameo: "130", plover: "THREATEN", basis: "CAMEO 13",
            meaning: """
                A conditional announcement of harm. A threat of force is an incident with \
                `details.force` = threat.
                """),
        Kind(
            "recall-of-envoy", .coercion, .side, phase: .raise, temperature: .raise(4), isMeasure: true,
            cameo: "161", plover: "SANCTION", basis: "VCDR 43",
            meaning: "A state recalls its own head of mission."),
        Kind(
            "expulsion", .coercion, .side, phase: .raise, temperature: .raise(4), isMeasure: true,
            cameo: "161", plover: "SANCTION", basis: "VCDR 9",
            meaning: """
                Declaration of persona non grata or not acceptable; `details.count`, `details.leaveBy`.
                """),
        Kind(
            "downgrade-of-relations", .coercion, .side, phase: .raise, temperature: .raise(5),
            isMeasure: true,
            cameo: "161", plover: "SANCTION", basis: "VCDR 2, 45",
            meaning: "Reduction of the level or size of relations, or closing of a mission."),
        Kind(
            "severance-of-relations", .coercion, .side, phase: .raise, temperature: .raise(6),
            isMeasure: true,
            cameo: "161", plover: "SANCTION", basis: "VCDR 45",
            meaning: "Relations are broken off."),
        Kind(
            "retorsion", .coercion, .side, phase: .raise, temperature: .raise(4), isMeasure: true,
            cameo: "160", plover: "SANCTION", basis: "ARSIWA commentary",
            meaning: "An unfriendly but lawful measure."),
        Kind(
            "countermeasure", .coercion, .side, phase: .raise, temperature: .raise(6), isMeasure: true,
            cameo: "160", plover: "COERCE", basis: "ARSIWA 49-53",
            meaning: """
                Temporary non-performance of an obligation to induce compliance; needs a prior call and \
                notice.
                """),
        Kind(
            "sanction", .coercion, .side, phase: .raise, temperature: .raise(6), isMeasure: true,
            cameo: "163", plover: "SANCTION", basis: "CAMEO 163",
            meaning: "A listing, embargo or boycott, or the legal basis for one."),
        Kind(
            "detention", .coercion, .side, phase: .raise, temperature: .raise(4), isMeasure: true,
            cameo: "173", plover: "COERCE", basis: "UNCLOS 292; VCCR 36",
            meaning: "Nationals, crew or a vessel are held, short of force."),
        Kind(
            "sanction-relief", .coercion, .side, temperature: .cool(2), isRelief: true,
            cameo: "085", plover: "CONCEDE", basis: "CAMEO 085",
            meaning: "A sanction is eased or lifted."),
        Kind(
            "incident", .coercion, .any, phase: .raise, temperature: .raiseByForce,
            detail: Kind.Detail("force", ["threat", "display", "use", "war"], isRequired: false),
            basis: "COW MID",
            meaning: """
                An event on the ground. `details.force`: threat 7, display 8, use 9, war 10; without it \
                no change.
                """),
    ]
}
