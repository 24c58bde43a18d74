import DisputeModel
import SQLite

/// The cells of a row, in the order of the table's `columns`.
package typealias ProjectionRow = [Cell]

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

extension [Cell] {
    /// Whether the key of this row comes before that of another one. The key is the first `count` cells.
    func precedes(_ other: [Cell], by count: Int) -> Bool {
        for index in 0..<count {
            let (one, two) = (self[index].number, other[index].number)
            if one != two { return one < two }
        }
        return false
    }
}

extension Cell {
    /// The number; 0 if the cell contains none.
    var number: Int {
        if case .number(let number) = self { number } else { 0 }
    }
}

extension CourseOrder {
    /// Precedes every real order.
    static let none = CourseOrder(
        place: Instant(milliseconds: .min), firstTime: Instant(milliseconds: .min), position: 0)

    /// The three columns of a row: place, first time and position.
    var cells: [Cell] {
        [.number(place.milliseconds), .number(firstTime.milliseconds), .number(position)]
    }
}
