/// Maps the numbers of one `Symbols` to those of another that has added it.
package struct Renumbering: Sendable {
    fileprivate var disputes: [UInt32] = []
    fileprivate var lists: [UInt32] = []
    fileprivate var dates: [UInt32] = []
    fileprivate var references: UInt32 = 0
}

extension Symbols {
    /// Adds the symbols of other events. None of those events may already be in this table.
    ///
    /// - Returns: the new numbers, for `EventDigest.renumber`.
    package mutating func add(_ other: Symbols) -> Renumbering {
        var renumbering = Renumbering()
        renumbering.references = UInt32(references.count)
        for number in 0..<other.disputes.count {
            renumbering.disputes.append(UInt32(disputes.intern(other.disputes.string(number)).number))
        }
        for number in 0..<other.lists.count {
            let (own, isNew) = lists.intern(other.lists.string(number))
            if isNew { partyLists.append(other.partyLists[number]) }
            renumbering.lists.append(UInt32(own))
        }
        for number in 0..<other.dates.count {
            let (own, isNew) = dates.intern(other.dates.string(number))
            if isNew { dues.append(other.dues[number]) }
            renumbering.dates.append(UInt32(own))
        }
        references += other.references
        extras.merge(other.extras) { $1 }
        return renumbering
    }
}

extension EventDigest {
    /// Replaces the numbers of the added `Symbols` by those of the `Symbols` that added it.
    package mutating func renumber(_ renumbering: Renumbering) {
        dispute = renumbering.disputes[Int(dispute)]
        actors = renumbering.lists[Int(actors)]
        addressees = renumbering.lists[Int(addressees)]
        due = renumbering.dates[Int(due)]
        references += renumbering.references
    }
}
