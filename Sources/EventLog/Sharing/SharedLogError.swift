/// An error between a post and its shared log.
package enum SharedLogError: Error, Equatable {
    /// This program was built without the library for shared logs.
    case notBuilt
    /// The address cannot be read. `reason` continues a sentence after a colon.
    case badAddress(reason: String)
    /// There is no connection to the server. Nothing was sent, or what was sent changed nothing.
    case unreachable(reason: String)
    /// The texts were sent, and the line broke, or the server's answer was not a plain success: they may or may not be
    /// in the log.
    case outcomeUnknown(reason: String)
    /// The server does not take this user's name or password.
    case notAdmitted(reason: String)
    /// The role may read the log but not append to it.
    case mayOnlyRead(role: String)
    /// The role may do what was asked neither as a reader nor as a writer.
    case noAccess(role: String)
    /// The database has no shared log.
    case noLog(server: String)
    /// There is a shared log there already.
    case logExists(server: String)
    /// The server's schema is of another version than this program knows.
    case otherVersion(server: Int, program: Int)
    /// The copy is not one of the log on this server.
    case otherLog(server: String)
    /// The events on the server are not those that this copy read there. The first `common` events are the same; `copy` and
    /// `server` are how many each has; `evidence` is the file that holds both roots.
    case otherPast(common: Int, copy: Int, server: Int, evidence: String)
    /// The server refuses an event. `reason` is its sentence.
    case refused(reason: String)
    /// What the server sent for the event at this position is not an event.
    case notAnEvent(position: Int, reason: String)
    /// The server cannot do what was asked. `reason` continues a sentence after a colon.
    case failed(reason: String)
    /// Another post was quicker, and what was to be filed cannot be tried again from here.
    case overtaken
    /// The log is a copy of a shared log; its own file takes no events.
    case copyOnly
    /// The log is not a copy of a shared log.
    case notACopy
    /// The name of a shared log is that of all its copies.
    case nameIsShared
}

extension SharedLogError {
    /// The error as one sentence for the user.
    package var problem: String {
        switch self {
        case .notBuilt: "This program was built without the part that speaks with a server."
        case .badAddress(let reason): "The address of the server cannot be read: \(reason)."
        case .unreachable(let reason): "The server cannot be reached: \(reason)."
        case .outcomeUnknown(let reason): "It is not known whether it was filed: \(reason)."
        case .notAdmitted(let reason): "The server does not let you in: \(reason)."
        case .mayOnlyRead(let role): "\(role) may read this log, and may not file in it."
        case .noAccess(let role): "\(role) may not use the log on this server."
        case .noLog(let server): "There is no shared log in the database of \(server)."
        case .logExists(let server): "There is a shared log in the database of \(server) already."
        case .otherVersion(let server, let program):
            server > program
                ? "The log on the server is of a later version (schema \(server)) than this program (schema \(program))."
                : "The log on the server is of an earlier version (schema \(server)) than this program (schema \(program))."
        case .otherLog(let server): "The log on \(server) is not the one that this is a copy of."
        case .otherPast(let common, let copy, let server, _):
            server < copy && common == server
                ? "The server has \(server) events, and this copy has read \(copy) there: the newest are gone."
                : "The server shows another past than the one that this copy read there: they differ after #\(common)."
        case .refused(let reason): "The server refuses it: \(reason)."
        case .notAnEvent(let position, let reason): "#\(position) on the server is not an event: \(reason)."
        case .failed(let reason): "The server could not do it: \(reason)."
        case .overtaken: "Others filed in the meantime."
        case .copyOnly: "This log is a post's copy of a shared log, and nothing can be filed in it alone."
        case .notACopy: "This log is not a copy of a shared log."
        case .nameIsShared: "The name is that of the shared log, and of all its copies."
        }
    }
}
