import DisputeModel

/// A cache of the symbols of lists of parties, by the numbers of the parties' strings: most events have a
/// list that an earlier event had.
struct PartyLists {
    /// The symbols of lists with one party, which are the most frequent.
    private var ofOne: [UInt32?] = []
    private var others: [[Int]: UInt32] = [:]

    subscript(names: [Int]) -> UInt32? {
        get {
            guard names.count == 1 else { return others[names] }
            return names[0] < ofOne.count ? ofOne[names[0]] : nil
        }
        set {
            guard names.count == 1 else { return others[names] = newValue }
            while ofOne.count <= names[0] { ofOne.append(nil) }
            ofOne[names[0]] = newValue
        }
    }
}
