/// `vocabulary.csv`, as far as the status of a dispute depends on it. Taken from the file, not from the program.
enum PlainVocabulary {
    struct Row {
        let kind: String
        var group = ""
        /// Empty where the column says `none`.
        var phase = ""
        var acts = ""
        var temperature = ""
        var reply = ""
    }

    static let rows: [Row] = table.split(separator: "\n").map { line in
        let cells = line.split(separator: " | ").map { $0 == "-" || $0 == "none" ? "" : String($0) }
        return Row(
            kind: cells[0], group: cells[1], phase: cells[2], acts: cells[3], temperature: cells[4],
            reply: cells[5])
    }

    static let byKind: [String: Row] = Dictionary(uniqueKeysWithValues: rows.map { ($0.kind, $0) })

    /// Kinds that may be recorded as something that happened in the world (section 1: "All other kinds make acts").
    static let acts: [Row] = rows.filter { $0.group != "record" }

    /// kind | group | phase | acts | temperature | reply
    private static let table = """
        statement | position | none | side | - | -
        criticism | position | raise | side | raise 1 | -
        accusation | position | raise | side | raise 1 | -
        alleged-act | position | none | any | - | -
        denial | position | contest | side | raise 1 | answers
        declared-position | position | none | any | - | -
        stated-intent | position | none | any | - | -
        expectation | position | none | side | - | opens-if-asked
        impression | position | none | any | - | -
        commitment | position | none | any | - | promises
        information-received | position | none | any | - | -
        demarche | instrument | raise | side | raise 2 | opens-if-asked
        note | instrument | none | side | - | opens-if-asked
        summons | instrument | raise | side | raise 3 | -
        protest | instrument | raise | side | raise 2 | -
        question | request | none | any | - | -
        request-for-explanation | request | raise | side | raise 2 | opens
        request-for-information | request | none | side | - | opens
        demand | request | raise | side | raise 1 | opens-if-asked
        notice-of-claim | request | raise | side | raise 2 | opens
        ultimatum | request | raise | side | raise 5 | opens
        reply | reply | none | any | - | answers
        interim-reply | reply | none | any | - | acknowledges
        refusal | reply | contest | side | raise 1 | refuses
        comment-declined | reply | none | any | - | -
        reminder | request | none | side | - | reminds
        deadline-extension | reply | none | any | - | extends
        request-withdrawal | reply | none | any | cool 1 | withdraws
        offer-of-dialogue | dialogue | propose-talks | side | - | opens
        invitation | dialogue | propose-talks | side | - | opens
        initiative | dialogue | none | any | - | -
        acceptance | dialogue | accept-talks | side | cool 1 | accepts
        refusal-of-dialogue | dialogue | refuse-talks | side | raise 1 | refuses
        refusal-to-participate | dialogue | refuse-talks | side | raise 1 | refuses
        confidential-contact | dialogue | none | any | - | -
        consultation | dialogue | hold-talks | two-sides | cool 1 | accepts
        meeting | dialogue | none | any | - | -
        negotiation | dialogue | hold-talks | two-sides | cool 1 | accepts
        request-for-consultations | dialogue | propose-talks | side | raise 1 | opens
        suspension-of-talks | dialogue | suspend-talks | side | raise 1 | -
        offer-of-good-offices | third-party | none | any | - | opens
        offer-of-mediation | third-party | none | any | - | opens
        refusal-of-mediation | third-party | none | side | - | refuses
        mediation-begun | third-party | start-third-party | any | - | -
        mediation-ended | third-party | end-third-party | any | - | -
        referral | third-party | refer | side | - | -
        proceedings-instituted | adjudication | institute | side | - | -
        procedural-step | adjudication | none | any | - | -
        appeal | adjudication | institute | side | - | -
        interim-measure | adjudication | none | any | - | opens-if-asked
        decision | adjudication | decide | any | cool 1 | opens-if-asked
        proceedings-discontinued | adjudication | discontinue | any | - | -
        compliance-report | adjudication | none | any | cool 1 | answers
        threat | coercion | raise | side | raise 5 | -
        recall-of-envoy | coercion | raise | side | raise 4 | -
        expulsion | coercion | raise | side | raise 4 | -
        downgrade-of-relations | coercion | raise | side | raise 5 | -
        severance-of-relations | coercion | raise | side | raise 6 | -
        retorsion | coercion | raise | side | raise 4 | -
        countermeasure | coercion | raise | side | raise 6 | -
        sanction | coercion | raise | side | raise 6 | -
        detention | coercion | raise | side | raise 4 | -
        sanction-relief | coercion | none | side | cool 2 | -
        incident | coercion | raise | any | raise by force | -
        concession | settlement | none | side | cool 2 | answers
        apology | settlement | none | side | cool 2 | answers
        reparation | settlement | none | side | cool 2 | answers
        restoration | settlement | none | side | cool 2 | -
        settlement-proposal | settlement | none | side | - | opens
        agreement | settlement | agree | two-sides | cool 3 | -
        settlement-confirmed | settlement | settle | any | cool 3 | -
        abandonment-of-claim | settlement | abandon | side | cool 1 | -
        dispute-opened | record | none | recorder | - | -
        dispute-closed | record | close | recorder | - | -
        dispute-reopened | record | reopen | recorder | - | -
        correction | record | none | recorder | - | -
        retraction | record | none | recorder | - | -
        reply-assessment | record | none | recorder | - | assesses
        status-assessment | record | none | recorder | - | -
        source-added | record | none | recorder | - | -
        marking-changed | record | none | recorder | - | -
        """
}
