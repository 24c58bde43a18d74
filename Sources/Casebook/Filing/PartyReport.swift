import DisputeModel
import EventLog

/// What an import report says about the parties of the events that were recorded, or would be in a dry run.
package struct PartyReport: Sendable, Equatable {
    /// A former state that acts name although they are later than its end.
    package struct Late: Sendable, Equatable {
        /// Code of the former state, such as `SUN`.
        package let code: String
        /// Its name in the register of parties.
        package let name: String
        /// The date on which it ended.
        package let end: EDTF
        /// The number of such acts.
        package let acts: Int

        package static func == (left: Late, right: Late) -> Bool {
            (left.code, left.acts) == (right.code, right.acts)
        }
    }

    /// A path that differs from another one only in case or accents.
    package struct Alike: Sendable, Equatable {
        /// The path that differs.
        package let path: Party
        /// The path that it resembles: one of the log, or an earlier one of the same import.
        package let other: Party
    }

    /// Former states that are named too late.
    package private(set) var late: [Late] = []
    /// Paths that the log did not have before. Empty if the log had no events at all.
    package private(set) var new: [Party] = []
    /// Paths that differ from another one only in case or accents.
    package private(set) var alike: [Alike] = []
    /// How many paths were searched for in the log; at most the first 50.
    package private(set) var sought = 0
    /// How many paths there are.
    package private(set) var paths = 0

    /// The limit keeps the report quick.
    private static let mostSought = 50

    package init() {}

    /// Makes the report of an import, for which it searches the log for the paths that were named.
    ///
    /// - Parameters:
    ///   - notes: the parties of the recorded events.
    ///   - casebook: the log that the import recorded into.
    ///   - position: position of the first event that the import recorded.
    package init(_ notes: PartyNotes, in casebook: Casebook, before position: Int) {
        late = notes.late.compactMap { state, acts in
            state.end.map { Late(code: state.code, name: state.name, end: $0, acts: acts) }
        }
        paths = notes.paths.count
        // An empty log has none of the paths.
        let first = notes.paths.prefix(position > 1 ? Self.mostSought : 0)
        sought = first.count
        var pairs = notes.alike.map { Alike(path: $0.path, other: $0.first) }
        // The events have been recorded, so an unreadable index is no reason to fail.
        let sightings = (try? casebook.sightings(of: Array(first), before: position)) ?? []
        for (path, sighting) in zip(first, sightings) {
            switch sighting {
            case .asWritten: pairs.removeAll { $0.path == path }
            case .otherwise(let other):
                if !pairs.contains(where: { $0.path == path }) {
                    pairs.append(Alike(path: path, other: other))
                }
            case .never:
                if !pairs.contains(where: { $0.path == path }) { new.append(path) }
            case .unknown: break
            }
        }
        alike = pairs
    }
}

extension Casebook {
    /// The position that the next event will get.
    package func nextPosition() throws -> Int { try store.read { try Log($0).head().position + 1 } }
}
