import DisputeModel

/// The shape of an act's mark, which shows its group in the vocabulary.
enum ActShape: Int, CaseIterable {
    case position, instrument, request, reply, dialogue, thirdParty, adjudication, coercion, settlement,
        record
    case unknown

    init(_ kind: Kind?) {
        self =
            switch kind?.group {
            case .position: .position
            case .instrument: .instrument
            case .request: .request
            case .reply: .reply
            case .dialogue: .dialogue
            case .thirdParty: .thirdParty
            case .adjudication: .adjudication
            case .coercion: .coercion
            case .settlement: .settlement
            case .record: .record
            case nil: .unknown
            }
    }

    /// The text of the legend.
    var name: String {
        switch self {
        case .position: "position"
        case .instrument: "note, demarche, summons, protest"
        case .request: "request"
        case .reply: "reply"
        case .dialogue: "dialogue"
        case .thirdParty: "third party"
        case .adjudication: "adjudication"
        case .coercion: "coercion"
        case .settlement: "settlement"
        case .record: "our own record"
        case .unknown: "of a kind not known here"
        }
    }

    func drawn(_ name: String, x: Double, y: Double) -> Markup {
        switch self {
        case .position: .circle(name, x: x, y: y, radius: 5.5)
        case .instrument: .rectangle(name, x: x - 5, y: y - 5, width: 10, height: 10)
        case .request: corners(name, x, y, [(-5, -6), (6.5, 0), (-5, 6)])
        case .reply: corners(name, x, y, [(5, -6), (-6.5, 0), (5, 6)])
        case .dialogue: .rectangle(name, x: x - 8, y: y - 4, width: 16, height: 8, radius: 4)
        case .thirdParty: corners(name, x, y, [(-3.5, -6), (3.5, -6), (7, 0), (3.5, 6), (-3.5, 6), (-7, 0)])
        case .adjudication: corners(name, x, y, [(0, -6.5), (6.5, 5), (-6.5, 5)])
        case .coercion: corners(name, x, y, [(0, -7), (7, 0), (0, 7), (-7, 0)])
        case .settlement:
            corners(
                name, x, y,
                [
                    (-2.2, -6.5), (2.2, -6.5), (2.2, -2.2), (6.5, -2.2), (6.5, 2.2), (2.2, 2.2), (2.2, 6.5),
                    (-2.2, 6.5), (-2.2, 2.2), (-6.5, 2.2), (-6.5, -2.2), (-2.2, -2.2),
                ])
        case .record: corners(name, x, y, [(-6, -5), (6, -5), (0, 6)])
        case .unknown:
            .path(
                name + " ct-cross",
                "M\(point(x - 5, y - 5))L\(point(x + 5, y + 5))M\(point(x + 5, y - 5))L\(point(x - 5, y + 5))"
            )
        }
    }

    private func corners(_ name: String, _ x: Double, _ y: Double, _ corners: [(Double, Double)]) -> Markup {
        .path(name, "M" + corners.map { point(x + $0.0, y + $0.1) }.joined(separator: "L") + "Z")
    }
}

/// A point in the data of an SVG path: `12.5 30`.
func point(_ x: Double, _ y: Double) -> String { "\(Markup.number(x)) \(Markup.number(y))" }
