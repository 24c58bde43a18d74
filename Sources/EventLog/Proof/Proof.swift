/// A proof of either kind: that an event is in a log, or that a log has only grown.
package enum Proof: Sendable, Equatable {
    case inclusion(InclusionProof)
    case consistency(ConsistencyProof)

    /// Parses a proof. The first line says of which kind it is.
    package init(_ text: String) throws(Unproved) {
        if text.hasPrefix(InclusionProof.header + "\n") {
            self = .inclusion(try InclusionProof(text))
        } else if text.hasPrefix(ConsistencyProof.header + "\n") {
            self = .consistency(try ConsistencyProof(text))
        } else {
            throw Unproved("It is no proof: its first line says neither of inclusion nor of consistency.")
        }
    }

    /// Checks the proof. Throws `Unproved` with the reason if it does not hold.
    package func check(_ keys: [VerifierKey]) throws(Unproved) {
        switch self {
        case .inclusion(let proof): try proof.check(keys)
        case .consistency(let proof): try proof.check(keys)
        }
    }
}
