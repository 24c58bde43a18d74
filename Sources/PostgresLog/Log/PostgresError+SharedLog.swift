import EventLog

extension PostgresError {
    /// The error as callers of a shared log know it: a `SharedLogError`, or a `LogError` for an event that does not
    /// continue the log.
    ///
    /// - Parameters:
    ///   - place: the server, for messages.
    ///   - user: the role that was to log in, if the address names one.
    ///   - isAppend: whether the statement was to append.
    func converted(place: String, user: String?, _ isAppend: Bool) -> any Error {
        switch stage {
        case .connecting:
            // The server's own words are all that the library gives here.
            let isDenied = ["password", "authentication", "pg_hba.conf", "role \"", "certificate"].contains {
                message.contains($0)
            }
            return isDenied
                ? SharedLogError.notAdmitted(reason: message) : SharedLogError.unreachable(reason: message)
        case .unknown:
            return isAppend
                ? SharedLogError.outcomeUnknown(reason: message) : SharedLogError.unreachable(reason: message)
        case .notDone: return refusal(place: place, user: user)
        }
    }

    /// What it means that the server has not carried out a statement, by SQLSTATE (PostgreSQL, appendix A).
    private func refusal(place: String, user: String?) -> any Error {
        switch code {
        case "CH001": return LogError.alreadyThere(position: Int(detail) ?? 0)
        case "CH002":
            let numbers = detail.split(separator: " ").compactMap { Int($0) }
            return LogError.tooEarly(
                after: numbers.count == 2 ? LogHead(position: numbers[0], recordedAt: numbers[1]) : .empty)
        case "CH003", "CH004", "CH005": return SharedLogError.refused(reason: message)
        // A function or a schema that is not there.
        case "42883", "3F000", "42P01": return SharedLogError.noLog(server: place)
        case "42501": return SharedLogError.noAccess(role: user ?? "This role")
        default: break
        }
        switch codeClass {
        // Invalid data: the text is at fault.
        case "22", "21": return SharedLogError.refused(reason: message)
        // No resources, intervention by an operator, locks, a standby that takes no writes, the system beneath: the
        // server cannot do it now, and nothing was done.
        case "53", "55", "57", "58", "40", "25", "XX", "08":
            return SharedLogError.unreachable(reason: message)
        default: return SharedLogError.failed(reason: message)
        }
    }
}
