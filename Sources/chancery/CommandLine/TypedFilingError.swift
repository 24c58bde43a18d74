import DisputeModel

/// A `FilingError` about an event that was given by options, which it names in place of the keys of the event.
struct TypedFilingError: ExplainedError {
    let error: FilingError
    let names: OptionNames

    var problem: String {
        let problem = error.problem(naming: names.name)
        return problem.prefix(1).uppercased() + problem.dropFirst()
    }

    var remedy: String {
        switch error {
        case .unknownKey(_, within: "details.fields"?, suggestions: []):
            "Use the name of an option of `chancery record`, or details.KEY for what only this kind has."
        case .emptyValue(let key) where names.isArgument(key):
            "Give it a value."
        case .missing(let key, let kind):
            Self.remedy(forMissing: names.name(key), key, kind)
        default: error.remedy
        }
    }

    var exitCode: Int32 { error.exitCode }

    private static func remedy(forMissing name: String, _ key: String, _ kind: String) -> String {
        if key == "details.like" { return "Add \(name)=KIND; `chancery kinds` lists them." }
        guard key.hasPrefix("details."), name.hasPrefix("--detail ") else { return "Add it." }
        let detail = Vocabulary.kind(kind)?.detail
        guard let detail, key == "details.\(detail.key)" else { return "Add \(name)=VALUE." }
        return "Add \(detail.words.map { "\(name)=\($0)" }.joined(separator: " or "))."
    }
}
