/// Why a row of a table cannot be read or recorded. Other rows are not affected.
package struct RowError: Error, Equatable {
    /// The error as a sentence for people.
    package let problem: String

    /// An error that is described by this sentence.
    package init(_ problem: String) { self.problem = problem }
}
