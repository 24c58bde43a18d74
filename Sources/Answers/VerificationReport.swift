/// What `verify` found.
///
/// The numbers of the points are those of what it checks: 1 texts, 2 columns and indexes beside them, 3 checkpoints, 4
/// projections, 5 snapshots, 6 SQLite's own check.
package struct VerificationReport: Sendable {
    package var findings: [Finding] = []
    package var events = 0
    package var families = 0
    package var snapshots = 0
    /// Those that the log keeps, and those that were brought.
    package var checkpoints = 0
    /// So many of the first events are what a checkpoint says that is signed with a key that counts.
    package var covered = 0
    /// The root of the tree over all events, from their texts, in hexadecimal.
    package var root: String = ""
    package var search = SearchCheck.none
    /// Events that could not have been recorded as they stand, such as `restore --as-is` takes: no damage, and to be known.
    package var remarks: [Remark] = []
    /// The released version that the projections were drawn by, if it was not this one: they are not compared, nor used.
    package var formerVersion: String?

    package init() {}

    package struct Finding: Sendable, Equatable {
        package let point: Int
        package let position: Int?
        package let dispute: String?
        package let words: String

        package init(point: Int, position: Int?, dispute: String?, words: String) {
            self.point = point
            self.position = position
            self.dispute = dispute
            self.words = words
        }
    }

    package struct Remark: Sendable, Equatable {
        package let position: Int
        package let dispute: String
        package let words: String

        package init(position: Int, dispute: String, words: String) {
            self.position = position
            self.dispute = dispute
            self.words = words
        }
    }

    /// What was looked at of the search index.
    package enum SearchCheck: Sendable {
        /// There is none.
        case none
        /// That its tables are what they should be, and that it answers.
        case outline
        /// Every word in it.
        case words
    }
}
