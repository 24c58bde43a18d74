import DisputeModel

/// What all lanes and acts of a picture share.
struct PictureContext {
    let scale: TimeScale
    let phrases: Phrases
    /// The obligations, by the position of the act that opened each.
    let obligations: [Int: Status.Owed]
}

extension PictureContext {
    init(_ status: Status, _ scale: TimeScale, _ phrases: Phrases) {
        self.scale = scale
        self.phrases = phrases
        obligations = Dictionary(status.obligations.map { ($0.obligation.opener, $0) }) { first, _ in first }
    }
}
