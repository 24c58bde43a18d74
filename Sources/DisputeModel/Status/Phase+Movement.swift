extension Phase {
    /// The phase after an effect, by the table of section 5; nil where the effect does nothing from this phase.
    func after(_ effect: PhaseEffect, _ movement: Movement) -> Phase? {
        switch effect {
        case .raise: self == .latent ? .raised : nil
        case .contest: among([.latent, .raised], then: .contested)
        case .proposeTalks: among([.latent, .raised, .contested, .stalled], then: .dialogueProposed)
        case .refuseTalks:
            self == .talks ? .stalled : among([.latent, .raised, .dialogueProposed], then: .contested)
        case .acceptTalks:
            movement.flags.contains(.acceptsProposal)
                ? among([.dialogueProposed, .stalled], then: .talks) : nil
        case .holdTalks:
            among([.latent, .raised, .contested, .dialogueProposed, .stalled, .multilateral], then: .talks)
        case .suspendTalks: among([.talks, .dialogueProposed], then: .stalled)
        case .startThirdParty:
            among(
                [.latent, .raised, .contested, .dialogueProposed, .talks, .stalled, .multilateral],
                then: .thirdParty)
        case .endThirdParty:
            self == .thirdParty
                ? (movement.outcome == .report || movement.outcome == .agreement ? .talks : .stalled) : nil
        case .refer: isEnd || self == .adjudication || self == .decided ? nil : .multilateral
        case .institute: isEnd || self == .adjudication ? nil : .adjudication
        case .decide: movement.outcome == .jurisdiction ? nil : among([.adjudication], then: .decided)
        case .discontinue: among([.adjudication], then: .contested)
        case .agree:
            switch movement.outcome {
            case .full: isEnd ? nil : .settled
            case .partial:
                among([.latent, .raised, .contested, .dialogueProposed, .stalled], then: .talks)
            default: nil
            }
        case .settle: isEnd ? nil : .settled
        case .abandon: isEnd ? nil : .withdrawn
        case .close: movement.outcome.phase.flatMap { $0.isEnd ? $0 : nil } ?? .closed
        case .reopen: isEnd ? .raised : nil
        }
    }

    private func among(_ phases: [Phase], then next: Phase) -> Phase? {
        phases.contains(self) ? next : nil
    }
}
