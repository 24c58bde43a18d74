import DisputeModel

/// The settings of a log.
package struct LogSettings: Sendable {
    /// The log's name: the origin of its checkpoints and the name of its keys.
    package let name: String?
    /// Reference of the log's own party: the party that keeps the log.
    package let own: String?
    /// The marking that events get if none is named.
    package let marking: String?

    package init(name: String?, own: String?, marking: String?) {
        self.name = name
        self.own = own
        self.marking = marking
    }
}
