import DisputeModel

/// The rows of one family in all tables, computed from its record, to be written or compared.
package struct FamilyRows: Sendable {
    let family: String
    /// The number of the family's events.
    package let count: Int
    /// In the order of their keys.
    private var rows: [ProjectionTable: [ProjectionRow]] = [:]
    private var endsAndReopenings: [Int: EndsAndReopenings] = [:]
    /// The range of each dispute's rows in the table `run`.
    private var runsOfDispute: [Int: Range<Int>] = [:]

    /// The rows of one table, in the order of their keys.
    package subscript(table: ProjectionTable) -> [ProjectionRow] { rows[table] ?? [] }

    /// Folds the record and computes the rows.
    package init(_ record: FamilyRecord, of family: String) {
        self.family = family
        count = record.events.count
        let folded = FoldedFamily(record, of: family)
        for course in folded.courses { endsAndReopenings[course.opening.position] = course.endsAndReopenings }
        for table in ProjectionTable.allCases {
            rows[table] = table.rows(folded).sorted { $0.precedes($1, by: table.keyCount) }
        }
        for (index, row) in self[.run].enumerated() {
            runsOfDispute[row[0].number] = (runsOfDispute[row[0].number]?.lowerBound ?? index)..<index + 1
        }
    }

    /// The rows of one dispute's runs.
    func runs(of dispute: Int) -> ArraySlice<ProjectionRow> {
        let runs = self[.run]
        let range = runsOfDispute[dispute] ?? 0..<0
        return runs[range]
    }

    /// The ends and reopenings of one of the family's disputes.
    func endsAndReopenings(of dispute: Int) -> EndsAndReopenings {
        endsAndReopenings[dispute] ?? EndsAndReopenings()
    }
}
