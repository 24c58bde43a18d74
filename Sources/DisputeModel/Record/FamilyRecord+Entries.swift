extension FamilyRecord {
    /// An event as it stands in the log.
    package struct Logged: Sendable {
        package let position: Int
        package let text: String

        package init(position: Int, text: String) {
            self.position = position
            self.text = text
        }
    }

    /// The event as known: as it stands in the log, with the corrections, sources and markings that remain.
    package func asKnown(_ logged: Logged) -> Event? { amended(logged.position) ?? Event(text: logged.text) }

    /// Whether an event of this kind changes what is known of earlier ones.
    package static func changesTheRecord(_ kind: Kind?) -> Bool { kind?.effects.record?.isAmendment ?? false }

    /// What became of one event of the log.
    package struct Entry: Sendable, Equatable {
        package let position: Int
        package let dispute: String
        package let place: Instant
        /// When it was recorded first (section 1).
        package let firstTime: Instant
        /// The event that a record event is about.
        package let target: Int?
        package let isRetracted: Bool
        /// A correction has been applied to it.
        package let isCorrected: Bool
        /// The id that it was recorded with first, if it came from another log.
        package let origin: EventID?
        /// It is itself an opening, a retraction, a correction, a source or a marking, and no step of the fold.
        package let isApplied: Bool

        package var order: CourseOrder {
            CourseOrder(place: place, firstTime: firstTime, position: position)
        }
    }

    /// In order of position.
    package var entries: [Entry] { events.indices.map { entry(at: $0) } }

    /// Those of which more is to be known than their texts alone say: what has been retracted or corrected, stands elsewhere than
    /// its text says, is about another event, or came from another log.
    package var unusualEntries: [Entry] {
        // What is applied to the record before the fold, and opens nothing, is no step of a course.
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

    /// An act or record event that counts, with the names and parties that its digest has by numbers.
    package struct Act: Sendable {
        package let position: Int
        package let dispute: String
        package let place: Instant
        package let kind: Kind?
        package let standing: Standing
        package let actors: [Party]
        package let due: Due?
        package let appointment: Due?
        /// The UTC day of the latest instant of `occurred`, if it has one.
        package let latestDay: Day?

        package var isRecord: Bool { kind?.isRecord ?? false }
    }

    /// In order of place; retracted events are not among them.
    package var acts: [Act] { acts(where: { _ in true }) }

    /// Those of which the digests are wanted.
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
    /// Its `due` is a date to keep, by which nobody owes an answer (section 7).
    package var namesDate: Bool {
        guard due != 0, !isRecord, !opensObligation else { return false }
        return effects.reply != .extends && effects.reply != .reminds
    }
}
