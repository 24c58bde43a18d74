extension FamilyRecord {
    /// An event as it was recorded: its position and its text.
    package struct Logged: Sendable {
        /// The position in the log, from 1.
        package let position: Int
        /// The JSON text as recorded, without later amendments.
        package let text: String

        package init(position: Int, text: String) {
            self.position = position
            self.text = text
        }
    }

    /// The event as known: as recorded, with the corrections, added sources and marking changes that have not been
    /// retracted. nil where the text is not a JSON object.
    package func asKnown(_ logged: Logged) -> Event? { amended(logged.position) ?? Event(text: logged.text) }

    /// Whether events of this kind change what is known of earlier events.
    package static func changesTheRecord(_ kind: Kind?) -> Bool { kind?.recordKind?.isAmendment ?? false }

    /// One event of the log, with what later events have done to it.
    package struct Entry: Sendable, Equatable {
        /// The position in the log, from 1.
        package let position: Int
        /// The id of the event's dispute.
        package let dispute: String
        /// The place as known (section 2).
        package let place: Instant
        /// When the event was first recorded (section 1).
        package let firstTime: Instant
        /// The position of the event that a record event is about.
        package let target: Int?
        /// A retraction names it that is not itself retracted.
        package let isRetracted: Bool
        /// A correction has been applied to it.
        package let isCorrected: Bool
        /// The id that the event had in the log where it was first recorded, if that was another log.
        package let origin: EventID?
        /// The event is an opening, retraction, correction, added source or marking change: it is applied before the
        /// fold and is not a step of it.
        package let isApplied: Bool

        /// The order within the family, by the place as known.
        package var order: CourseOrder {
            CourseOrder(place: place, firstTime: firstTime, position: position)
        }
    }

    /// All events of the family, in order of position.
    package var entries: [Entry] { events.indices.map { entry(at: $0) } }

    /// The entries that say more than the text of the event does. The event was retracted or corrected, has another
    /// place than its text says, is about another event, is applied before the fold without opening a dispute, or was
    /// copied from another log.
    package var unusualEntries: [Entry] {
        // An event that is applied before the fold and opens no dispute is not a step of any course.
        let opening = Set(openings.map(\.position))
        return events.indices.lazy.filter { index in
            let (event, mark) = (events[index], mark(index))
            return !mark.isDisjoint(with: [.retracted, .corrected, .moved])
                || mark.contains(.applied) && !opening.contains(event.position)
                || target(of: index) != nil || event.hasOrigin
        }.map { entry(at: $0) }
    }

    private func entry(at index: Int) -> Entry {
        let (event, mark) = (events[index], mark(index))
        return Entry(
            position: event.position, dispute: table.symbols.dispute(event.dispute), place: event.place,
            firstTime: event.firstTime, target: target(of: index).map { events[$0].position },
            isRetracted: mark.contains(.retracted), isCorrected: mark.contains(.corrected),
            origin: table.symbols.origin(of: event), isApplied: mark.contains(.applied))
    }

    /// An act or record event that counts, with names and parties in place of the numbers of its digest.
    package struct Act: Sendable {
        /// The position in the log, from 1.
        package let position: Int
        /// The id of the act's dispute.
        package let dispute: String
        /// The place as known (section 2).
        package let place: Instant
        /// nil for a kind that this version does not know.
        package let kind: Kind?
        /// How well established the act is, as known.
        package let standing: Standing
        /// The parties that `actors` names, as known.
        package let actors: [Party]
        /// The date in `due`, whether or not an answer is owed by it; nil where there is none.
        package let due: Due?
        /// The due date, where it is a date to keep (`EventDigest.namesDate`).
        package let appointment: Due?
        /// The UTC day of the latest instant of `occurred`, if it has one.
        package let latestDay: Day?

        /// It is a record event, not an act; false for a kind that this version does not know.
        package var isRecord: Bool { kind?.isRecord ?? false }
    }

    /// The acts and record events that count, in order of place. Retracted events are not among them.
    package var acts: [Act] { acts(where: { _ in true }) }

    /// The acts and record events that count and whose digests satisfy `isWanted`, in order of place.
    package func acts(where isWanted: (EventDigest) -> Bool) -> [Act] {
        course.lazy.map { events[Int($0)] }.filter(isWanted).map { event in
            let due = table.symbols.due(event.due)
            return Act(
                position: event.position, dispute: table.symbols.dispute(event.dispute), place: event.place,
                kind: event.kind, standing: event.standing, actors: table.symbols.parties(event.actors),
                due: due, appointment: event.namesDate ? due : nil, latestDay: event.latestDay)
        }
    }
}

extension EventDigest {
    /// The due date is a date to keep, by which no party owes an answer (section 7).
    package var namesDate: Bool {
        guard due != 0, !isRecord, !opensObligation else { return false }
        return effects.reply != .extends && effects.reply != .reminds
    }
}
