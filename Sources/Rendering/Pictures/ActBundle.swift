import Answers
import DisputeModel

/// Acts of one lane that would overlap, shown as one bar with their number.
///
/// A bundled lane is divided into columns, and each bundle fills one. An act that is alone in its column is shown by
/// itself. So nothing overlaps, whatever the dates.
struct ActBundle {
    let acts: [PictureAct]
    let from: Double
    let to: Double

    /// The minimum width of a column, which must also fit the widest label.
    private static let width = 38.0
    private static let gap = 4.0
    /// The y coordinate of the foot of the bars, from the top of the lane.
    static let floor = 84.0

    var middle: Double { (from + to) / 2 }

    /// The sign of the most urgent answer that is still owed to one of its acts; nil if none is owed.
    var sign: ObligationMark? { ObligationMark(ofMany: acts.compactMap(\.owed)) }

    /// The bundles of a lane, in order, one for each column that contains acts.
    static func all(of acts: [PictureAct], _ scale: TimeScale) -> [ActBundle] {
        let widest = acts.map { Typeface.width($0.label, size: 11) }.max() ?? 0
        let count = ((scale.to - scale.from) / max(width, widest + gap)).rounded(.down)
        let width = (scale.to - scale.from) / count
        return Dictionary(grouping: acts) { min(count - 1, (($0.x - scale.from) / width).rounded(.down)) }
            .sorted { $0.key < $1.key }.map { column, acts in
                let from = scale.from + column * width
                return ActBundle(acts: acts, from: from, to: from + width)
            }
    }

    /// - Parameters:
    ///   - y: the top of the lane.
    ///   - most: the number of acts in the largest bundle of the picture, to scale the height of the bar.
    func drawn(at y: Double, most: Int, linked: Bool, _ phrases: Phrases) -> Markup {
        let share = (Double(acts.count) / Double(most)).squareRoot()
        // At least as high as a sign, so that the number above the bar does not touch the sign.
        let (height, foot) = (14 + 42 * share, y + Self.floor)
        let words = title(phrases)
        let parts: [Markup] = [
            .title(words),
            .rectangle(
                "ct-bundle", x: from + 2, y: foot - height, width: to - from - 4, height: height, radius: 2),
            .label("ct-small ct-middle", x: middle, y: foot - height - 4, String(acts.count)),
            sign.map { .group($0.name, [$0.drawn(x: to - 9, y: foot - 8)]) } ?? .nothing,
        ]
        let group = Markup.element(
            "g",
            [
                .init("class", "ct-act"), .init("role", "graphics-symbol img"), .init("aria-label", words),
            ], parts)
        return linked
            ? .element("a", [.init("href", "#\(EventNames.anchor(acts[0].item.position))")], [group]) : group
    }

    /// The tooltip: `36 acts, 3 Nov to 9 Nov: 20 position; 16 coercion. 2 overdue, 1 past our date, 3 open`.
    private func title(_ phrases: Phrases) -> String {
        let (first, last) = (acts[0].item.place.day, acts[acts.count - 1].item.place.day)
        let days = first == last ? phrases.day(first) : "\(phrases.day(first)) to \(phrases.day(last))"
        let groups = Dictionary(grouping: acts, by: \.shape).sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\($0.value.count) \($0.key.name)" }
        let said = "\(Phrases.count(acts.count, "act")), \(days): \(groups.joined(separator: "; "))"
        return Prose.sentences([said] + (items.isEmpty ? [] : [items]))
    }

    private var items: String {
        let names = acts.compactMap(\.owed?.timeliness).map { timeliness in
            switch timeliness {
            case .overdue: "overdue"
            case .dueToday: "due today"
            case .softOverdue: "past our date"
            case .notDue, .noDate: "open"
            }
        }
        return ["overdue", "due today", "past our date", "open"].compactMap { name in
            let count = names.count { $0 == name }
            return count > 0 ? "\(count) \(name)" : nil
        }.joined(separator: ", ")
    }
}
