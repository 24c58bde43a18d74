import Answers
import CanonicalJSON
import DisputeModel
import EventLog
import Projections

extension Casebook {
    /// The events as recorded, in log order.
    ///
    /// - Parameters:
    ///   - first: position of the first event.
    ///   - limit: the maximum number of events.
    package func logLines(from first: Int, limit: Int = 1000) throws -> [LogLine] {
        try store.read { db in
            var lines: [LogLine] = []
            let known = try KnownLog(ReadTransaction(db, faults))
            let markings = known.markings
            let end = first.addingReportingOverflow(limit - 1)
            try Log(db).forEach(from: first, through: end.overflow ? .max : end.partialValue) {
                position, _, text in
                let event = Event(text: text) ?? Event(JSONObject())
                let counted = try markings.applied(
                    to: event.amended(by: known.counted(on: position).map(\.event)))
                lines.append(LogLine(position: position, event: event, marking: counted.marking))
                return true
            }
            return lines
        }
    }

    /// The position of the last event; 0 if there is none.
    package func lastPosition() throws -> Int { try store.read { try Log($0).head().position } }
}
