import DisputeModel

/// One who acts, and one on whom: what an act is to those who count acts between pairs.
struct Dyad {
    /// nil: nobody is named.
    let actor: Party?
    let addressee: Party?
}

extension Event {
    /// Each actor with each addressee.
    ///
    /// What several do together and to nobody else (a meeting, a consultation, an agreement) is done by each with each other.
    /// Any other act without addressees is its actors' alone.
    func forEachDyad(_ body: (Dyad) -> Void) {
        let (actors, addressees) = (actors, addressees)
        if addressees.isEmpty, actors.count > 1, isMutual {
            for (index, actor) in actors.enumerated() {
                for (other, addressee) in actors.enumerated() where other != index {
                    body(Dyad(actor: actor, addressee: addressee))
                }
            }
            return
        }
        for actor in actors.isEmpty ? [nil] : actors.map(Optional.some) {
            for addressee in addressees.isEmpty ? [nil] : addressees.map(Optional.some) {
                body(Dyad(actor: actor, addressee: addressee))
            }
        }
    }

    private var isMutual: Bool { kind?.acts == .twoSides || kind?.name == "meeting" }
}
