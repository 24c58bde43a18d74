import DisputeModel

/// What every lane and act of a picture is drawn by.
struct PictureContext {
    let scale: TimeScale
    let phrases: Phrases
    /// By the position of the act that asks.
    let obligations: [Int: Status.Owed]
}

extension PictureContext {
    init(_ status: Status, _ scale: TimeScale, _ phrases: Phrases) {
        self.scale = scale
        self.phrases = phrases
        obligations = Dictionary(status.obligations.map { ($0.obligation.opener, $0) }) { first, _ in first }
    }
}
