import Answers
import CanonicalJSON
import Casebook
import DisputeModel
import Rendering

/// The warnings of a receipt about the parties of an event: states that had ended, and paths that are new in the log or
/// differ only in spelling.
struct PartyWarnings {
    private let parties: [Party]
    /// The date of the act, or of the beginning of the dispute.
    private let date: EDTF?
    private let event: Event
    private let position: Int
    private let casebook: Casebook
    private let register: PartyRegister
    private let today: Day

    /// Of a correction that changes parties or the date, the corrected act is checked; of an opening, the members of
    /// the sides.
    init(
        _ event: Event, at position: Int, _ casebook: Casebook, _ register: PartyRegister, today: Day
    ) {
        self.event = event
        self.position = position
        self.casebook = casebook
        self.register = register
        self.today = today
        switch event.recordKind {
        case .opening:
            parties = Self.members(of: event)
            date = event.details["since"]?.string.flatMap { EDTF($0) }
        case .correction:
            let fields = event.details["fields"]?.object ?? JSONObject()
            let isOfParties = ["actors", "addressees", "occurred", "reportedBy"].contains {
                fields[$0] != nil
            }
            let act = isOfParties ? event.target.flatMap { try? casebook.event(named: $0).event.fields } : nil
            let corrected = act.map { Event($0.merged(with: fields)) }
            parties = corrected.map(Self.parties) ?? []
            date = corrected?.occurred
        case .closing, .reopening, .retraction, .replyAssessment, .statusAssessment, .sourceAdded,
            .markingChanged, nil:
            parties = Self.parties(of: event)
            date = event.occurred
        }
    }

    var lines: [String] { formerStates + ((try? paths()) ?? []) }

    private var formerStates: [String] {
        guard let date else { return [] }
        var codes: [String] = []
        for code in parties.map(\.code) where !codes.contains(code) { codes.append(code) }
        return codes.compactMap { code in
            guard let state = register.party(code: code), let end = state.end, state.hasEnded(before: date)
            else { return nil }
            return "\(code) (\(state.name)) \(Phrases.ended(end)), before this"
        }
    }

    private func paths() throws -> [String] {
        var paths: [Party] = []
        for party in parties where party.isPath && !paths.contains(party) { paths.append(party) }
        let sightings = try casebook.sightings(of: paths, before: position)
        return try zip(paths, sightings).compactMap { path, sighting in
            if case .asWritten = sighting { return nil }
            let others = try named()
            if others.contains(path) { return nil }
            if let other = others.first(where: { $0.plainSpelling == path.plainSpelling }) {
                return Self.differing(path, other)
            }
            switch sighting {
            case .otherwise(let other): return Self.differing(path, other)
            case .never: return "\(path) is new in this log"
            case .asWritten, .unknown: return nil
            }
        }
    }

    private static func differing(_ path: Party, _ other: Party) -> String {
        "\(path) differs from \(other), which is in this log, only by capitals or accents"
    }

    /// The parties that the log names outside acts: its own party, and the members of the dispute's sides.
    private func named() throws -> [Party] {
        let own = try casebook.ownParty().map { [$0] } ?? []
        guard event.recordKind != .opening else { return own }
        let moment = Moment(asOf: max(today, date?.latest?.day ?? today))
        let sides = try? casebook.status(of: event.dispute, at: moment).status.sides.sides
        return own + (sides ?? []).flatMap(\.members)
    }

    // MARK: Who is named

    private static func parties(of event: Event) -> [Party] {
        event.actors + event.addressees + [event.reporter].compactMap(\.self)
    }

    private static func members(of opening: Event) -> [Party] {
        Opening(opening, position: 0).sides.sides.flatMap(\.members)
    }
}
