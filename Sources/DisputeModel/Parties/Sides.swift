/// The sides of a dispute and their members (section 3).
package struct Sides: Sendable, Equatable {
    /// One side: its name, and the parties that belong to it.
    package struct Side: Sendable, Equatable {
        /// The name of the side; empty where the opening gives none.
        package let name: String
        /// The parties of the side. A party that lies within a member belongs to the side, too.
        package let members: [Party]

        package init(name: String, members: [Party]) {
            self.name = name
            self.members = members
        }
    }

    /// The sides in the order of the opening. `side(of:)` returns an index in this array.
    package let sides: [Side]

    /// Makes the sides without checking that they do not overlap.
    package init(_ sides: [Side]) { self.sides = sides }

    /// The index of the side that the party belongs to; nil where it belongs to none. It belongs to one side at most,
    /// because no member lies within a member of another side.
    package func side(of party: Party) -> Int? {
        sides.firstIndex { $0.members.contains { $0 == party || party.liesWithin($0) } }
    }

    /// The indices of all sides that the parties belong to.
    package func sides(of parties: [Party]) -> Set<Int> { Set(parties.compactMap(side(of:))) }

    /// The index of the side that the parties belong to; nil where they belong to none or to several.
    package func onlySide(of parties: [Party]) -> Int? {
        let sides = sides(of: parties)
        return sides.count == 1 ? sides.first : nil
    }

    /// Whether the parties are akin (section 3): equal, one within the other, or on the same side.
    package func areAkin(_ left: Party, _ right: Party) -> Bool {
        if left == right || left.liesWithin(right) || right.liesWithin(left) { return true }
        guard let side = side(of: left) else { return false }
        return side == self.side(of: right)
    }

    /// Whether one of `these` is akin to one of `those`. If all of `those` are unnamed, every party is.
    package func areAkin(_ these: [Party], toAnyOf those: [Party]) -> Bool {
        those.allSatisfy(\.isUnnamed) || these.contains { this in those.contains { areAkin(this, $0) } }
    }

    /// Whether the parties of an act satisfy a rule of the vocabulary's `acts` column (section 5).
    package func admit(_ actors: [Party], _ addressees: [Party], _ rule: ActsRule) -> Bool {
        switch rule {
        case .any, .recorder: return true
        case .twoSides: return sides(of: actors).count >= 2
        case .side:
            let addressed = addressees.lazy.compactMap(side(of:))
            guard let first = addressed.first else { return actors.contains { side(of: $0) != nil } }
            let areSeveral = addressed.contains { $0 != first }
            return actors.contains { actor in
                guard let side = side(of: actor) else { return false }
                return areSeveral || side != first
            }
        }
    }
}
