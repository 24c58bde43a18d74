/// The result of `chancery verify`.
///
/// The points of findings are the numbered checks: 1 event texts, 2 columns and indexes of the log, 3 checkpoints, 4
/// projections, 5 snapshots, 6 SQLite's integrity check.
package struct VerificationReport: Sendable {
    /// The defects that were found. Empty if the log is sound.
    package var findings: [Finding] = []
    /// The number of events checked.
    package var events = 0
    /// The number of families whose projections were compared.
    package var families = 0
    /// The number of snapshots checked, without those that a released version took with other rules.
    package var snapshots = 0
    /// The number of checkpoints checked: those stored in the log and those given by the caller.
    package var checkpoints = 0
    /// The size of the largest valid checkpoint signed with a trusted key: it vouches for this many events from the
    /// first.
    package var covered = 0
    /// Root hash of the Merkle tree over all events, computed from their texts, in hexadecimal.
    package var root: String = ""
    /// How far the search index was checked.
    package var search = SearchCheck.none
    /// How many events were compared with those of the shared log; nil if the log is no copy, or they were not compared.
    package var shared: Int?
    /// Events that could not have been recorded as they are, for example after `restore --as-is`. They are no damage.
    package var remarks: [Remark] = []
    /// The released version whose rules the projections were made with, if it is not this one. Such projections are
    /// neither used nor compared.
    package var formerVersion: String?

    package init() {}

    /// A defect of the log or of what is derived from it.
    package struct Finding: Sendable, Equatable {
        /// Number of the check, 1 to 7.
        package let point: Int
        /// Position of the event concerned; for a checkpoint or a snapshot, the number of events that it covers; nil if
        /// there is none.
        package let position: Int?
        /// The dispute or the family concerned; the stream of the log itself for one of its own events; nil if none.
        package let dispute: String?
        /// What is wrong, in words for people.
        package let words: String

        package init(point: Int, position: Int?, dispute: String?, words: String) {
            self.point = point
            self.position = position
            self.dispute = dispute
            self.words = words
        }
    }

    /// An event that could not have been recorded as it is.
    package struct Remark: Sendable, Equatable {
        /// Position of the event in the log, from 1.
        package let position: Int
        /// The dispute of the event; empty for an event that concerns the log itself.
        package let dispute: String
        /// Why the event could not have been recorded as it is, in words for people.
        package let words: String

        package init(position: Int, dispute: String, words: String) {
            self.position = position
            self.dispute = dispute
            self.words = words
        }
    }

    /// How far the search index was checked.
    package enum SearchCheck: Sendable {
        /// There is no search index.
        case none
        /// Its tables are well formed and it answers queries.
        case outline
        /// Every word in it was compared with the events.
        case words
    }
}
