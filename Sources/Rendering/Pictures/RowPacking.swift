/// Packs ranges into rows so that none overlap: each goes into the first row with room.
struct RowPacking {
    private(set) var count = 0
    private var taken: [[ClosedRange<Double>]] = []
    private let gap: Double

    init(gap: Double = 8) { self.gap = gap }

    /// Adds a range and returns its row; nil if none of the first `limit` rows has room.
    mutating func put(_ place: ClosedRange<Double>, within limit: Int = .max) -> Int? {
        let widened = (place.lowerBound - gap)...(place.upperBound + gap)
        let row = taken.firstIndex { !$0.contains { $0.overlaps(widened) } } ?? taken.count
        guard row < limit else { return nil }
        if row == taken.count { taken.append([]) }
        taken[row].append(place)
        count = taken.count
        return row
    }
}
