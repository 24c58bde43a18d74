import CanonicalJSON
import DisputeModel

/// What an event that names another in its `inResponseTo` did to it: an answer is one only if it acted on what was asked.
package enum Reaction: String, CaseIterable, Sendable {
    case answered, reminded, extended, withdrawn, named

    /// - Parameter obligation: what the named event opened, if anything.
    package init(of event: Event, at position: Int, to named: Event, _ obligation: Obligation?) {
        let acted = obligation.map { $0.dealings.contains { $0.cause == position } } ?? true
        switch event.kind?.reply {
        case .reminds where acted: self = .reminded
        case .extends where acted: self = .extended
        case .withdraws where acted: self = .withdrawn
        case .acknowledges, .answers, .accepts, .refuses:
            // What nobody has asked for is answered by whoever did not say it himself.
            let isOwn = obligation == nil && event.actors.contains { named.actors.contains($0) }
            self = acted && !isOwn ? .answered : .named
        default: self = .named
        }
    }

    /// In JSON; what answers has the key that replies have always had.
    var key: String { self == .answered ? "repliedBy" : rawValue + "By" }
}
