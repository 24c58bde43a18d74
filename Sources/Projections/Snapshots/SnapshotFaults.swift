import EventLog

/// Collects the snapshots that turned out to be unusable, so that they can be reported, and replaced by the
/// next write. They never cause an error.
package final class SnapshotFaults {
    /// The unusable snapshots and why they cannot be used.
    package private(set) var found: [(label: Snapshots.Label, fault: Snapshots.Fault)] = []

    private var givenAway = 0

    package init() {}

    func note(_ label: Snapshots.Label, _ fault: Snapshots.Fault) {
        if !found.contains(where: { $0.label == label }) { found.append((label, fault)) }
    }

    /// The snapshots that no call has returned before, to be replaced.
    func takeUnreplaced() -> [Snapshots.Label] {
        defer { givenAway = found.count }
        return found[givenAway...].map(\.label)
    }
}
