import Answers
import CanonicalJSON
import DisputeModel
import EventLog
import Projections
import SQLite

extension Casebook {
    /// The declared positions that count, in order of place.
    ///
    /// A party's position on a subject holds in every dispute, until the same party declares, in its own name and not by
    /// hearsay, another on that subject; one without a subject holds for its dispute.
    package func positions(of party: Party?, at moment: Moment) throws -> [DeclaredPosition] {
        try read { reading in
            let positions = try PreparedStatement(
                reading.db,
                "SELECT position FROM event WHERE position <= ? AND instr(text, '\"declared-position\"')",
                [.number(try reading.position(knownAt: moment.knownAt))]
            ).all { $0.number(0) }
            let targets = try positions.compactMap { position -> Int? in
                let target = try reading.log.text(at: position).flatMap { Event(text: $0) }?.target
                return try target.flatMap { EventID($0) }.flatMap { try reading.log.position(ofID: $0.bytes) }
            }
            let declared = try reading.mentions(positions + targets, knownAt: moment.knownAt).values
                .filter {
                    $0.event.kind?.name == "declared-position" && !$0.isRetracted
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
    /// Each of these declarations, which are in order of place, with the one that took its place.
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

    /// What a position is on, and whose it is: the next on the same takes its place.
    private struct Matter: Hashable {
        let actors: Set<Party>
        let subject: String?
        /// Of a position without a subject, which holds for its dispute.
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
