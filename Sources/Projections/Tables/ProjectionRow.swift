import DisputeModel
import EventLog
import SQLite

/// The cells of a row, in the order of the table's `columns`.
package typealias ProjectionRow = [Cell]

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
