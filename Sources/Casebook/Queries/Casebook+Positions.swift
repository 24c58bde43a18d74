import Answers
import CanonicalJSON
import DisputeModel
import EventLog
import Projections
import SQLite

extension Casebook {
    /// The declared positions that count, in order of place.
    ///
    /// A position on a subject holds in every dispute until the same parties declare another one on that subject in
    /// their own name (standing `asserted`). A position without a subject holds for its dispute.
    ///
    /// - Parameters:
    ///   - party: only positions that concern this party (`[Party].concern`); nil for all.
    ///   - moment: the moment asked about. Later declarations are left out.
    package func positions(of party: Party?, at moment: Moment) throws -> [DeclaredPosition] {
        try read { reading in
            let positions = try PreparedStatement(
                reading.db,
                "SELECT position FROM event WHERE position <= ? AND instr(text, '\"declared-position\"')",
                [.number(try reading.position(knownAt: moment.knownAt))]
            ).all { $0.number(0) }
            let targets = try positions.compactMap { position -> Int? in
                let target = try reading.log.event(at: position)?.target
                return try target.flatMap { try reading.log.position(of: $0) }
            }
            let declared = try reading.mentions(positions + targets, knownAt: moment.knownAt).values
                .filter {
                    $0.event.kind?.isPosition ?? false && !$0.isRetracted
                        && $0.place <= moment.asOf.end
                }
                .sorted { $0.order < $1.order }
            return DeclaredPosition.all(of: declared).filter { declared in
                party.map(declared.party.concern) ?? true
            }
        }
    }
}

extension DeclaredPosition {
    /// Each declaration with the one that replaced it.
    ///
    /// - Parameter declared: the declarations in order of place.
    static func all(of declared: [Mention]) -> [DeclaredPosition] {
        var next: [Matter: Mention] = [:]
        return declared.reversed().map { mention in
            let matter = Matter(mention.event)
            defer { if mention.event.standing == .asserted { next[matter] = mention } }
            return DeclaredPosition(
                mention: mention, party: mention.event.actors, subject: mention.event.subject,
                replacedBy: next[matter])
        }.reversed()
    }

    /// The parties and the subject of a position. A later position with equal values replaces it.
    private struct Matter: Hashable {
        let actors: Set<Party>
        let subject: String?
        /// Set only for a position without a subject.
        let dispute: String?

        init(_ event: Event) {
            actors = Set(event.actors)
            subject = event.subject.map(folded)
            dispute = event.subject == nil ? event.dispute : nil
        }
    }
}

extension Event {
    fileprivate var subject: String? {
        (details["subject"] ?? details["topic"] ?? details["on"])?.string
    }
}
