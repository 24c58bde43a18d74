import CanonicalJSON
import DisputeModel

/// What an event did to another that it names in its `inResponseTo`.
///
/// An event that has the effect of an answer, reminder, extension or withdrawal but did not act on the obligation
/// (section 7) is only `named`.
package enum Reaction: String, CaseIterable, Sendable {
    case answered, reminded, extended, withdrawn, named

    /// Finds out what an event did to an earlier one that it names in its `inResponseTo`.
    ///
    /// - Parameters:
    ///   - event: the later event, at `position`.
    ///   - position: position of the later event in the log, from 1.
    ///   - named: the event that it names.
    ///   - obligation: the obligation that `named` opened, if any.
    package init(of event: Event, at position: Int, to named: Event, _ obligation: Obligation?) {
        let acted = obligation.map { $0.changes.contains { $0.cause == position } } ?? true
        switch event.kind?.reply {
        case .reminds where acted: self = .reminded
        case .extends where acted: self = .extended
        case .withdraws where acted: self = .withdrawn
        case .acknowledges, .answers, .accepts, .refuses:
            // If `named` opened no obligation, any party other than its own actors can answer it.
            let isOwn = obligation == nil && event.actors.contains { named.actors.contains($0) }
            self = acted && !isOwn ? .answered : .named
        default: self = .named
        }
    }

    /// The key in JSON. `answered` has the key that replies have had since the first version.
    var key: String { self == .answered ? "repliedBy" : rawValue + "By" }
}
