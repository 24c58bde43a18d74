import DisputeModel

/// A family's record and what it folds to: what its rows are computed from.
struct FoldedFamily {
    let name: String
    let record: FamilyRecord
    /// The courses of the family's disputes.
    let courses: [Course]
    private let numbers: [String: Int]

    init(_ record: FamilyRecord, of name: String) {
        self.name = name
        self.record = record
        courses = FamilyFold.courses(of: record)
        numbers = Dictionary(
            courses.map { ($0.opening.dispute, $0.opening.position) }, uniquingKeysWith: { $1 })
    }

    /// The number of a dispute: the position of its opening. 0 if it has not been opened.
    func number(of dispute: String) -> Int { numbers[dispute] ?? 0 }
}

/// An act that has just been inserted into the course of its dispute.
struct AppliedAct {
    /// The act, with its place according to section 2.
    let event: EventDigest
    /// The number of its dispute.
    let dispute: Int
    /// What the numbers in `event` stand for. A function, because the symbols are copied where they are passed on.
    let symbols: () -> Symbols
}
