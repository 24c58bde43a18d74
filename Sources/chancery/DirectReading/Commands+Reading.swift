// Assigns options, then arguments, to the properties of each direct command.

extension RecordCommand: DirectCommand {
    init?(reading words: inout ArgumentWords) {
        self.init()
        filing = FilingOptions(reading: &words)
        act = ActOptions(reading: &words)
        json = words.value(PathArgument.self, "--json")
        edit = words.flag("--edit", "-e")
        self.words = words.arguments()
    }
}

extension OpenCommand: DirectCommand {
    init?(reading words: inout ArgumentWords) {
        self.init()
        filing = FilingOptions(reading: &words)
        let title = words.value("--title")
        side = words.values("--side")
        parent = words.value("--parent")
        since = words.value("--since")
        summary = words.value("--summary", "-m")
        source = words.values("--source", "-s")
        marking = words.value("--marking")
        guard let title, let dispute = words.argument() else { return nil }
        self.title = title
        self.dispute = dispute
    }
}

extension CorrectCommand: DirectCommand {
    init?(reading words: inout ArgumentWords) {
        self.init()
        filing = FilingOptions(reading: &words)
        set = words.values("--set")
        act = ActOptions(reading: &words)
        guard let event = words.argument() else { return nil }
        self.event = event
    }
}

extension RetractCommand: DirectCommand {
    init?(reading words: inout ArgumentWords) {
        self.init()
        filing = FilingOptions(reading: &words)
        guard let reason = words.value("--reason"), let event = words.argument() else { return nil }
        self.reason = reason
        self.event = event
    }
}

extension SourceCommand: DirectCommand {
    init?(reading words: inout ArgumentWords) {
        self.init()
        filing = FilingOptions(reading: &words)
        url = words.value("--url")
        id = words.value("--id")
        published = words.value("--published")
        reliability = words.value("--reliability")
        confirms = words.flag("--confirms")
        guard let event = words.argument(), let citation = words.argument() else { return nil }
        self.event = event
        self.citation = citation
    }
}

extension MarkCommand: DirectCommand {
    init?(reading words: inout ArgumentWords) {
        self.init()
        filing = FilingOptions(reading: &words)
        guard let event = words.argument(), let level = words.argument() else { return nil }
        self.event = event
        self.level = level
    }
}

extension CloseCommand: DirectCommand {
    init?(reading words: inout ArgumentWords) {
        self.init()
        filing = FilingOptions(reading: &words)
        ending = EndingOptions(reading: &words)
        guard let reason = words.value("--reason") else { return nil }
        self.reason = reason
        dispute = words.argument()
    }
}

extension ReopenCommand: DirectCommand {
    init?(reading words: inout ArgumentWords) {
        self.init()
        filing = FilingOptions(reading: &words)
        ending = EndingOptions(reading: &words)
        guard let reason = words.value("--reason") else { return nil }
        self.reason = reason
        dispute = words.argument()
    }
}

extension StatusCommand: DirectCommand {
    init?(reading words: inout ArgumentWords) {
        self.init()
        log = LogOption(reading: &words)
        moment = MomentOptions(reading: &words)
        marking = MarkingOption(reading: &words)
        output = FormatOption(reading: &words)
        all = words.flag("--all")
        disputes = words.arguments()
    }
}

extension DueCommand: DirectCommand {
    init?(reading words: inout ArgumentWords) {
        self.init()
        log = LogOption(reading: &words)
        moment = MomentOptions(reading: &words)
        marking = MarkingOption(reading: &words)
        format = words.value(Format.self, "--format") ?? .text
        colour = ColourOption(reading: &words)
        overdue = words.flag("--overdue")
        within = words.value(DayCount.self, "--within")
        owedBy = words.value("--owed-by")
        owedTo = words.value("--owed-to")
    }
}

extension TimelineCommand: DirectCommand {
    init?(reading words: inout ArgumentWords) {
        self.init()
        log = LogOption(reading: &words)
        moment = MomentOptions(reading: &words)
        marking = MarkingOption(reading: &words)
        format = words.value(Format.self, "--format") ?? .text
        colour = ColourOption(reading: &words)
        all = words.flag("--all")
        limit = words.value(Int.self, "--limit")
        dispute = words.argument()
    }
}

extension ShowCommand: DirectCommand {
    init?(reading words: inout ArgumentWords) {
        self.init()
        log = LogOption(reading: &words)
        moment = MomentOptions(reading: &words)
        marking = MarkingOption(reading: &words)
        output = FormatOption(reading: &words)
        guard let event = words.argument() else { return nil }
        self.event = event
    }
}
