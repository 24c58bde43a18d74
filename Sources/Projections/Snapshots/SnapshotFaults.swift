import EventLog

/// The snapshots that were found to be of no use while something else was being done: to be reported, and replaced by
/// the next who writes. They never stop anybody.
package final class SnapshotFaults {
    package private(set) var found: [(label: Snapshots.Label, fault: Snapshots.Fault)] = []

    private var givenAway = 0

    package init() {}

    func note(_ label: Snapshots.Label, _ fault: Snapshots.Fault) {
        if !found.contains(where: { $0.label == label }) { found.append((label, fault)) }
    }

    /// Those that nobody has been given to replace yet.
    func takeUnreplaced() -> [Snapshots.Label] {
        defer { givenAway = found.count }
        return found[givenAway...].map(\.label)
    }
}
