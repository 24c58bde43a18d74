/// Formal documents that a government delivers to another.
extension Vocabulary {
    static let instruments: [Kind] = [
        Kind(
            "demarche", .instrument, .side, phase: .raise, temperature: .raise(2), reply: .opensIfAsked,
            cameo: "114", plover: "ACCUSE or REQUEST by content", basis: "7 FAM 034",
            meaning: """
                A formal representation of a government's position, views or wishes to an official of \
                another government or international organisation. Forms: oral, first-person note, note \
                verbale, aide-memoire, bout de papier, non-paper, letter. Modes: single, joint, \
                parallel.
                """),
        Kind(
            "note", .instrument, .side, reply: .opensIfAsked,
            cameo: "114", plover: "by content", basis: "5 FAH-1 H-600; VCDR 41(2)",
            meaning: "A diplomatic note that is neither a demarche nor a protest; most are routine."),
        Kind(
            "summons", .instrument, .side, phase: .raise, temperature: .raise(3),
            cameo: "114", plover: "ACCUSE disapprove", basis: "PLOVER manual",
            meaning: "The receiving state calls in a head of mission to receive a communication."),
        Kind(
            "protest", .instrument, .side, phase: .raise, temperature: .raise(2),
            cameo: "114", plover: "ACCUSE disapprove", basis: "7 FAM 034",
            meaning: "A declared objection that conduct is unlawful or unfriendly."),
    ]
}
