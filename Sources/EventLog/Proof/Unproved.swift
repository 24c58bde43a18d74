/// Why a proof proves nothing.
package struct Unproved: Error, Equatable {
    /// A sentence.
    package let words: String

    package init(_ words: String) { self.words = words }
}
