import DisputeModel

/// The sign of an answer that is still owed: `○` no reply yet, `◐` a reply that is not enough; a filled diamond if
/// overdue.
struct ObligationMark {
    let urgency: Urgency
    /// Whether there is a reply, although it is not enough.
    let isBegun: Bool

    /// The most urgent first.
    enum Urgency: String, CaseIterable {
        case overdue
        /// Due today, or past our own date.
        case soft
        case open
    }

    init(_ owed: Status.Owed) {
        urgency =
            switch owed.timeliness {
            case .overdue: .overdue
            case .dueToday, .softOverdue: .soft
            case .notDue, .noDate, nil: .open
            }
        isBegun = owed.state != .open
    }

    /// The sign for several answers: the urgency of the most urgent, and begun only if all answers of that urgency have
    /// a reply; nil if there are no answers.
    init?(ofMany items: [Status.Owed]) {
        let signs = items.map(ObligationMark.init)
        guard
            let most = Urgency.allCases.first(where: { urgency in signs.contains { $0.urgency == urgency } })
        else { return nil }
        urgency = most
        isBegun = signs.allSatisfy { $0.urgency != most || $0.isBegun }
    }

    /// The CSS classes of the sign's SVG group.
    var name: String { "ct-debt ct-\(urgency.rawValue)" }

    func drawn(x: Double, y: Double) -> Markup {
        if urgency == .overdue {
            return .path(
                "ct-late", "M\(point(x, y - 6))L\(point(x + 6, y))L\(point(x, y + 6))L\(point(x - 6, y))Z")
        }
        let ring = Markup.circle("ct-ring", x: x, y: y, radius: 4)
        guard isBegun else { return ring }
        return .list([ring, .path("ct-half", "M\(point(x, y - 4))A4 4 0 0 0 \(point(x, y + 4))Z")])
    }
}
