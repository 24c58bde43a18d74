/// The reason why a proof does not hold.
package struct Unproved: Error, Equatable {
    /// The reason as one sentence.
    package let words: String

    /// A reason, given as one sentence.
    package init(_ words: String) { self.words = words }
}
