import Casebook

extension LogOption {
    /// Opens the log to file in it. Where what is drawn from it is of the rules of another version, or is not there, it is drawn
    /// anew first: in batches, so that others can file meanwhile.
    func filing<Result>(in context: CommandContext, _ body: (Casebook) throws -> Result) throws -> Result {
        context.clockUse.purpose = .filing
        return try with(.writing, in: context) { casebook in
            if try !casebook.isDrawn() {
                context.complain(
                    "chancery: The log's tables were made by another version, or are missing. They are rebuilt, once."
                )
                let progress = Progress(context)
                defer { progress.clear() }
                _ = try Replay(casebook) { progress.show("Rebuilt", $0, of: $1) }.run()
            }
            return try body(casebook)
        }
    }
}
