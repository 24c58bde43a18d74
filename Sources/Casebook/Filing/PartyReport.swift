import DisputeModel
import EventLog

/// What is said, summed up, of the parties of the events that an import has filed, or would.
package struct PartyReport: Sendable, Equatable {
    /// Acts that name a state and are later than its end.
    package struct Late: Sendable, Equatable {
        package let code: String
        package let name: String
        package let end: EDTF
        package let acts: Int

        package static func == (left: Late, right: Late) -> Bool {
            (left.code, left.acts) == (right.code, right.acts)
        }
    }

    /// A path that differs from another by capitals or accents alone.
    package struct Alike: Sendable, Equatable {
        package let path: Party
        package let other: Party
    }

    package private(set) var late: [Late] = []
    /// Paths that were not in the log before. In one that held nothing at all, none is spoken of.
    package private(set) var new: [Party] = []
    package private(set) var alike: [Alike] = []
    /// So many paths were looked for in the log: the first ones, where there are more.
    package private(set) var sought = 0
    package private(set) var paths = 0

    /// More would take long.
    private static let mostSought = 50

    package init() {}

    /// - Parameter position: of the first event that the import has filed.
    package init(_ notes: PartyNotes, in casebook: Casebook, before position: Int) {
        late = notes.late.compactMap { state, acts in
            state.end.map { Late(code: state.code, name: state.name, end: $0, acts: acts) }
        }
        paths = notes.paths.count
        // An empty log has none of them.
        let first = notes.paths.prefix(position > 1 ? Self.mostSought : 0)
        sought = first.count
        var pairs = notes.alike.map { Alike(path: $0.path, other: $0.first) }
        // What was filed is filed, though the index cannot be read.
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
    /// The position that the next event will have.
    package func nextPosition() throws -> Int { try store.read { try Log($0).head().position + 1 } }
}
