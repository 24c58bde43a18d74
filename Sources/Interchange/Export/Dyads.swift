import DisputeModel

/// An actor and an addressee: one edge of an act, as event data that counts acts between pairs of parties has
/// it.
struct Dyad {
    /// nil if the act names no actor.
    let actor: Party?
    /// nil if the act names no addressee.
    let addressee: Party?
}

extension Event {
    /// Calls `body` for each pair of an actor and an addressee.
    ///
    /// If several parties act together and the act has no addressee (a meeting, a consultation, an agreement),
    /// each of them is paired with each of the others, in both directions. Any other act without addressees
    /// gives one dyad for each actor, with addressee nil.
    func forEachDyad(_ body: (Dyad) -> Void) {
        let (actors, addressees) = (actors, addressees)
        if addressees.isEmpty, actors.count > 1, kind?.isMutual ?? false {
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
}
