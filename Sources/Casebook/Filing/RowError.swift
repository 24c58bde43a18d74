/// Why one row of a table cannot be read or filed; the others can.
package struct RowError: Error, Equatable {
    package let problem: String

    package init(_ problem: String) { self.problem = problem }
}
