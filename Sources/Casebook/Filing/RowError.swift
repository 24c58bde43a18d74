/// Why a row of a table cannot be read or recorded. Other rows are not affected.
package struct RowError: Error, Equatable {
    package let problem: String

    package init(_ problem: String) { self.problem = problem }
}
