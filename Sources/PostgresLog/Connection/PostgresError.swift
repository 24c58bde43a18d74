/// What a server, or the library that speaks with it, reports instead of an answer.
struct PostgresError: Error, Equatable {
    /// When it happened, as seen from a statement that changes something.
    enum Stage: Equatable {
        /// No connection was made.
        case connecting
        /// The statement was not carried out: the server said so.
        case notDone
        /// The statement may or may not have been carried out.
        case unknown
    }

    let stage: Stage
    /// The five characters of SQLSTATE; empty if the server did not send any.
    let code: String
    /// In words, on one line.
    let message: String
    /// The server's DETAIL, for the errors of our own functions.
    var detail = ""

    /// The first two characters of SQLSTATE: the class of the error.
    var codeClass: Substring { code.prefix(2) }
}
