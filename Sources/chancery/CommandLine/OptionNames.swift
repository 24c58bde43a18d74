import CanonicalJSON
import DisputeModel

/// The names that the user typed for the keys of an event: `--to` for `addressees`.
struct OptionNames {
    /// The option of `record` that fills each key of an act; for a part of a value, the path to it.
    static let act = [
        "about": "--about", "actors": "--by", "addressees": "--to", "channel": "--channel",
        "condition": "--condition", "dispute": "the dispute", "due": "--due", "due.about": "--due-about",
        "due.note": "--due-note", "expectsReply": "--expects-reply", "form": "--form",
        "inResponseTo": "--reply-to", "key": "--key", "kind": "the kind", "marking": "--marking",
        "mode": "--mode", "occurred": "--on", "occurredNote": "--occurred-note", "quote": "--quote",
        "quote.language": "--quote-language", "quote.translated": "--translated",
        "recordedBy": "--by-recorder", "reportedBy": "--reported-by",
        "reportedBy.party": "--reported-party", "reportedBy.role": "--reported-role", "scope": "--scope",
        "sources": "--source", "speaker": "--speaker", "speaker.role": "--role", "standing": "--standing",
        "summary": "--summary", "tags": "--tag",
    ]

    /// What the commands for record events have besides; the details of an act have no option each.
    private static let recordEvent = [
        "details.effective": "--effective", "details.marking": "the level", "details.phase": "--phase",
        "details.reason": "--reason", "details.satisfies": "--satisfies", "details.sides": "--side",
        "details.since": "--since", "details.title": "--title", "target": "the event",
    ]

    /// What `source` has besides.
    private static let addedSource = [
        "sources": "the citation", "sources.id": "--id", "sources.published": "--published",
        "sources.reliability": "--reliability", "sources.url": "--url",
    ]

    /// By key: the option, or words for an argument.
    private let names: [String: String]
    /// Keys that were typed as such, with `--set`.
    private let set: Set<String>

    /// The names in a command that files an event of this kind.
    ///
    /// - Parameter set: the settings of `correct`, `KEY=VALUE`.
    init(_ kind: RecordKind?, set: [String] = []) {
        var names = Self.act
        if kind != nil, kind != .correction { names.merge(Self.recordEvent) { $1 } }
        if kind == .sourceAdded { names.merge(Self.addedSource) { $1 } }
        self.names = names
        self.set = Set(
            set.compactMap { InputInterpreter.pair($0)?.key.prefix { $0 != "." } }
                .map { Self.key(ofSetting: String($0)) })
    }

    /// The key that `--set` means: the name of an option of `record`, without its hyphens, means the key that it fills.
    static func key(ofSetting name: String) -> String {
        act.first { $0.value == "--\(name)" && !$0.key.contains(".") }?.key ?? name
    }

    /// What was typed for a key.
    func name(_ key: String) -> String {
        let path = key.hasPrefix("details.fields.") ? String(key.dropFirst("details.fields.".count)) : key
        guard !set.contains(String(path.prefix { $0 != "." })) else { return "\"\(path)\"" }
        if let name = names[path] { return name }
        guard let end = path.lastIndex(of: ".") else { return "\"\(path)\"" }
        let whole = String(path[..<end])
        if let name = names[whole] { return name }
        return path.hasPrefix("details.") ? "--detail \(path.dropFirst("details.".count))" : "\"\(path)\""
    }

    /// Whether the key is filled by an argument, which cannot be left out.
    func isArgument(_ key: String) -> Bool { name(key).hasPrefix("the ") }

    /// Runs `body` and puts what was typed in place of keys in the errors that it throws.
    func naming<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as FilingError {
            throw TypedFilingError(error: error, names: self)
        }
    }
}
