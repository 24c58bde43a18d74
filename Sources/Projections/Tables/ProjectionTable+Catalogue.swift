extension ProjectionTable: CaseIterable {
    /// The catalogue: the tables of one generation, in the order in which they are created and compared.
    package static let allCases = [dispute, run, entry, obligation, measure, change, appointment]

    /// Those that an act gives a row as soon as it is applied.
    static let ofActs = allCases.filter { $0.rowOfAct != nil }
}
