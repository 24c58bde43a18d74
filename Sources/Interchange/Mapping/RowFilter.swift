import Casebook

/// A condition on rows: each test must hold.
struct RowFilter {
    /// A test that the left side equals one of the texts.
    struct Test {
        let left: Expression
        let texts: [Template]
        /// Whether the left side must differ from all the texts.
        let isNegated: Bool
    }

    let tests: [Test]

    func holds(_ reading: RowEvaluation) throws(RowError) -> Bool {
        for test in tests {
            let found = try test.left.text(reading) ?? ""
            var isAmong = false
            for text in test.texts where try text.text(reading) ?? "" == found {
                isAmong = true
                break
            }
            guard isAmong != test.isNegated else { return false }
        }
        return true
    }
}

/// The conditions `only:` and `skip:` of a section.
struct Choice {
    var only: RowFilter?
    var skip: RowFilter?

    func accepts(_ reading: RowEvaluation) throws(RowError) -> Bool {
        if let only, try !only.holds(reading) { return false }
        if let skip, try skip.holds(reading) { return false }
        return true
    }
}
