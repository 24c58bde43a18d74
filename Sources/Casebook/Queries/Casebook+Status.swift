import Answers
import DisputeModel
import EventLog
import Projections

extension Casebook {
    /// The status of a dispute. Throws `QueryError.noDispute` if the dispute does not exist at the moment.
    package func status(of dispute: String, at moment: Moment) throws -> StatusAnswer {
        try read { reading in
            Self.answer(try reading.existing(dispute, at: moment), moment, reading)
        }
    }

    /// Phase and temperature of a dispute, without its obligations; nil if the dispute has not been opened.
    package func disputeState(of dispute: String, at moment: Moment) throws -> DisputeState? {
        try read { reading in
            if moment.knownAt == nil, let live = reading.live {
                do { return try live.disputeState(dispute, asOf: moment.asOf) } catch is any UnreadableRow {}
            }
            let record = try reading.record(of: DisputeID.family(of: dispute), knownAt: moment.knownAt)
            return Course.all(of: record)[dispute]?.disputeState(asOf: moment.asOf)
        }
    }

    /// The statuses of all disputes that exist at the moment, sorted by name.
    package func statuses(at moment: Moment) throws -> [StatusAnswer] {
        try read { reading in
            return try reading.statuses(at: moment).map { Self.answer($0, moment, reading) }
        }
    }

    /// The error that the dispute does not exist at the moment, or at any.
    static func noDispute(_ name: String, _ reading: ReadTransaction, _ moment: Moment) throws -> QueryError {
        let names = try reading.names(at: moment)
        guard try reading.names(at: Moment(asOf: .last)).contains(name) else {
            return noDispute(name, among: names)
        }
        return .noDisputeThen(name, suggestions: nearest(name, among: names))
    }

    /// The error that there is no dispute of this name, with those of `names` that are similar.
    static func noDispute(_ name: String, among names: [String]) -> QueryError {
        .noDispute(name, suggestions: nearest(name, among: names))
    }

    static func answer(_ status: Status, _ moment: Moment, _ reading: ReadTransaction) -> StatusAnswer {
        var ids: [Int: String] = [:]
        for position in status.events where ids[position] == nil { ids[position] = reading.id(at: position) }
        return StatusAnswer(status: status, knownAt: moment.knownAt, ids: ids)
    }
}

/// A dispute that exists at a moment, folded from the texts of its family.
struct FoldedDispute {
    /// The record of the family.
    let record: FamilyRecord
    /// The courses of all disputes of the family, by dispute id.
    let courses: [String: Course]
    let course: Course
    let status: Status
}

extension ReadTransaction {
    /// The status of a dispute. Throws `QueryError.noDispute` if the dispute does not exist at the moment.
    func existing(_ dispute: String, at moment: Moment) throws -> Status {
        guard let status = try status(dispute, at: moment) else {
            throw try Casebook.noDispute(dispute, self, moment)
        }
        return status
    }

    /// Folds the family of a dispute. Throws `QueryError.noDispute` if the dispute does not exist at the moment.
    func folded(_ dispute: String, at moment: Moment) throws -> FoldedDispute {
        let record = try record(
            of: DisputeID.family(of: dispute), knownAt: moment.knownAt, usingSnapshots: false)
        let courses = Course.all(of: record)
        guard let course = courses[dispute], let status = Status(course, asOf: moment.asOf)
        else { throw try Casebook.noDispute(dispute, self, moment) }
        return FoldedDispute(record: record, courses: courses, course: course, status: status)
    }
}
