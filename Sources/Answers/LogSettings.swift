import DisputeModel

/// What a log's keeper has set.
package struct LogSettings: Sendable {
    /// What the log is called: the origin of its checkpoints, and the name of its keys.
    package let name: String?
    /// Whose log it is.
    package let own: String?
    /// The marking that is given where none is named.
    package let marking: String?

    package init(name: String?, own: String?, marking: String?) {
        self.name = name
        self.own = own
        self.marking = marking
    }
}
