import CanonicalJSON
import DisputeModel
import EventLog
import SQLite

/// The rows of one family in all tables, computed from its record, to be written or compared.
package struct FamilyRows: Sendable {
    let family: String
    /// The number of the family's events.
    package let count: Int
    /// In the order of their keys.
    private var rows: [ProjectionTable: [ProjectionRow]] = [:]
    private var turnsOfDispute: [Int: EndsAndReopenings] = [:]
    /// The range of each dispute's rows in the table `run`.
    private var runsOfDispute: [Int: Range<Int>] = [:]

    /// The rows of one table, in the order of their keys.
    package subscript(table: ProjectionTable) -> [ProjectionRow] { rows[table] ?? [] }

    /// Folds the record and computes the rows.
    package init(_ record: FamilyRecord, of family: String) {
        self.family = family
        count = record.events.count
        let courses = FamilyFold.courses(of: record)
        for course in courses { add(course) }
        let numbers = Dictionary(
            courses.map { ($0.opening.dispute, $0.opening.position) }, uniquingKeysWith: { $1 })
        rows[.entry] = record.unusualEntries.map { entry in
            Self.entry(
                entry.order, dispute: numbers[entry.dispute] ?? 0, flags: entry.flags, target: entry.target,
                origin: entry.origin)
        }
        rows[.appointment] = record.acts(where: \.namesDate).compactMap { act in
            act.appointment.map {
                Self.appointment($0, act.position, act.place, dispute: numbers[act.dispute] ?? 0)
            }
        }
        for table in ProjectionTable.allCases {
            rows[table]?.sort { $0.precedes($1, by: table.keyCount) }
        }
        for (index, row) in self[.run].enumerated() {
            runsOfDispute[row[0].number] = (runsOfDispute[row[0].number]?.lowerBound ?? index)..<index + 1
        }
    }

    /// The rows of one dispute's runs.
    func runs(of dispute: Int) -> ArraySlice<ProjectionRow> {
        let runs = self[.run]
        let range = runsOfDispute[dispute] ?? 0..<0
        return runs[range]
    }

    /// The ends and reopenings of one of the family's disputes.
    func endsAndReopenings(of dispute: Int) -> EndsAndReopenings {
        turnsOfDispute[dispute] ?? EndsAndReopenings()
    }

    private mutating func add(_ course: Course) {
        let dispute = course.opening.position
        turnsOfDispute[dispute] = course.endsAndReopenings
        rows[.dispute, default: []].append(Self.dispute(course, of: family))
        for run in Run.all(of: course) { rows[.run, default: []].append(run.row(dispute: dispute)) }
        for obligation in course.obligations {
            rows[.obligation, default: []].append(Self.obligation(obligation, dispute: dispute))
        }
        for measure in course.measures {
            rows[.measure, default: []].append(Self.measure(measure, dispute: dispute))
        }
        for change in course.changes {
            rows[.change, default: []].append(Self.change(change, dispute: dispute))
        }
    }

    static func dispute(_ course: Course, of family: String) -> ProjectionRow {
        dispute(
            FamilyStore.Dispute(
                opening: course.opening, state: course.state, last: course.steps.last?.order,
                lines: course.steps.count(where: \.hasLine)), of: family)
    }

    static func dispute(_ dispute: FamilyStore.Dispute, of family: String) -> ProjectionRow {
        let opening = dispute.opening
        return [
            .number(opening.position), .text(opening.dispute), .text(family), .text(opening.title),
            .text(opening.beginning.description), .blob(opening.packed),
        ] + standing(of: dispute)
    }

    /// The columns that give a dispute's state after all its acts.
    static func standing(of dispute: FamilyStore.Dispute) -> ProjectionRow {
        let disputeState = dispute.state.disputeState
        return [
            .text(disputeState.phase.rawValue),
            .text((disputeState.phaseSince?.day ?? dispute.opening.beginning).description),
            .number(disputeState.phaseCause), .text(disputeState.assessed?.rawValue),
            .number(disputeState.level),
            .number(disputeState.peak), .text(disputeState.lastAct?.description), .number(dispute.lines),
            .blob(dispute.state.packed),
        ] + (dispute.last ?? .none).cells
    }

    static func obligation(_ obligation: Obligation, dispute: Int) -> ProjectionRow {
        let due = obligation.currentDue
        return [
            .number(obligation.opener), .number(dispute), .text(obligation.kindName),
            .text(list(obligation.owedBy)), .text(list(obligation.owedTo)),
            .text(obligation.state.rawValue), .text(due?.day.description),
            .flag(due?.isSoft == true), .blob(obligation.packed),
        ]
    }

    private static func list(_ parties: [Party]) -> String {
        JSON.array(parties.map { .string($0.reference) }).canonical
    }

    static func measure(_ measure: Measure, dispute: Int) -> ProjectionRow {
        [.number(measure.cause), .number(dispute), .number(measure.level), .blob(measure.packed)]
    }

    static func change(_ change: Course.Change, dispute: Int) -> ProjectionRow {
        [.number(dispute)] + change.order.cells + [.text(change.phase.rawValue)]
    }

    /// - Parameter dispute: the dispute's number; 0 for an event that concerns the log itself.
    static func entry(
        _ order: CourseOrder, dispute: Int, flags: Int = 0, target: Int? = nil, origin: EventID?
    ) -> ProjectionRow {
        [
            .number(order.position), .number(dispute), .number(order.place.milliseconds),
            .number(order.firstTime.milliseconds), .number(flags), target.map { .number($0) } ?? .null,
            origin.map { .blob($0.bytes) } ?? .null,
        ]
    }

    static func appointment(_ due: Due, _ position: Int, _ place: Instant, dispute: Int) -> ProjectionRow {
        [
            .number(position), .number(dispute), .number(place.milliseconds),
            .text(due.day.description), .flag(due.isSoft),
        ]
    }
}

extension FamilyRecord.Entry {
    fileprivate var flags: Int {
        (isRetracted ? EntryFlag.retracted.rawValue : 0) | (isCorrected ? EntryFlag.corrected.rawValue : 0)
    }
}

extension Run {
    func row(dispute: Int) -> ProjectionRow {
        [.number(dispute)] + (steps.first?.step.order ?? .none).cells + [.blob(packed)]
    }
}

extension CourseOrder {
    /// Precedes every real order.
    static let none = CourseOrder(
        place: Instant(milliseconds: .min), firstTime: Instant(milliseconds: .min), position: 0)

    /// The three columns of a row: place, first time and position.
    var cells: [Cell] {
        [.number(place.milliseconds), .number(firstTime.milliseconds), .number(position)]
    }
}
