/// One line of the form of `record --edit`: an option of `record` under a readable label.
struct FormRow {
    let label: String
    let hint: String
    /// The values of the option, as typed.
    let read: (ActOptions) -> [String]
    let write: (inout ActOptions, String) -> Void
    let clear: (inout ActOptions) -> Void
    /// Whether the line may appear more than once.
    let isList: Bool

    /// A line for an option with one value.
    private init(_ label: String, _ key: WritableKeyPath<ActOptions, String?>, _ hint: String = "") {
        self.label = label
        self.hint = hint
        read = { $0[keyPath: key].map { [$0] } ?? [] }
        write = { $0[keyPath: key] = $1 }
        clear = { $0[keyPath: key] = nil }
        isList = false
    }

    /// A line for an option that may be repeated; the line may be repeated too.
    private init(_ label: String, _ key: WritableKeyPath<ActOptions, [String]>, _ hint: String = "") {
        self.label = label
        self.hint = hint
        read = { $0[keyPath: key] }
        write = { $0[keyPath: key].append($1) }
        clear = { $0[keyPath: key] = [] }
        isList = true
    }

    static func named(_ label: String) -> FormRow? {
        all.first { $0.label.lowercased() == label.lowercased() }
    }

    static var all: [FormRow] {
        [
            FormRow("By", \.by, "a code or a name; several with commas between"),
            FormRow("To", \.to),
            FormRow("On", \.on, "yesterday, tue 14:30, by 10 nov, late september"),
            FormRow("Replies", \.replyTo, "what it responds to"),
            FormRow("About", \.about),
            FormRow("Due", \.due, "a day that somebody set"),
            FormRow("Our date", \.dueAbout, "a working date of our own"),
            FormRow("Form", \.form),
            FormRow("Channel", \.channel),
            FormRow("Speaker", \.speaker),
            FormRow("Role", \.role),
            FormRow("Quote", \.quote),
            FormRow("Condition", \.condition),
            FormRow("Standing", \.standing, "asserted, claimed, alleged, hedged"),
            FormRow("Told by", \.reportedBy, "who says so, if that is not the actor"),
            FormRow("Told for", \.reportedParty, "the party of that person"),
            FormRow("Source", \.source, "citation | url | 2021-11-10"),
            FormRow("Tags", \.tag),
            FormRow("Detail", \.detail, "key=value"),
            FormRow("Marking", \.marking, "public, restricted, confidential, secret"),
        ]
    }
}
