import DisputeModel

/// Single events as they were recorded, and the record events about them. From these follows each event as it is known.
package protocol RecordedEvents {
    /// The event as it was recorded; nil if there is none.
    func event(at position: Int) throws -> Event?
    /// The record events about an event, in record order.
    func recordEvents(on position: Int) throws -> [AboutEvent]
}

/// The position of a record event about another event, and whether it has been retracted.
package typealias AboutEvent = (position: Int, isRetracted: Bool)

extension RecordedEvents {
    /// The record events about an event that count, in record order.
    package func counted(on position: Int) throws -> [(event: Event, position: Int)] {
        try recordEvents(on: position).compactMap { about in
            about.isRetracted ? nil : try event(at: about.position).map { ($0, about.position) }
        }
    }

    /// The event with the corrections, sources and markings that have not been retracted (section 4, step 3); nil if
    /// there is none.
    ///
    /// - Parameters:
    ///   - position: the event's position in the log.
    ///   - isApplied: decides about each record event that counts. By default all are applied.
    package func asKnown(
        _ position: Int, applying isApplied: (Event, _ position: Int) -> Bool = { _, _ in true }
    ) throws -> Event? {
        guard let recorded = try event(at: position) else { return nil }
        return recorded.amended(by: try counted(on: position).lazy.filter(isApplied).map(\.event))
    }
}
