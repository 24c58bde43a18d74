import DisputeModel

// Assigns options to the properties of each option group.

extension LogOption {
    init(reading words: inout ArgumentWords) {
        self.init()
        path = words.value(PathArgument.self, "--log")
    }
}

extension ColourOption {
    init(reading words: inout ArgumentWords) {
        self.init()
        colour = words.value(Colour.self, "--color") ?? .auto
    }
}

extension FormatOption {
    init(reading words: inout ArgumentWords) {
        self.init()
        format = words.value(Format.self, "--format") ?? .text
        colour = ColourOption(reading: &words)
    }
}

extension MomentOptions {
    init(reading words: inout ArgumentWords) {
        self.init()
        asOf = words.value("--as-of")
        knownAt = words.value("--known-at")
        today = words.value("--today")
    }
}

extension MarkingOption {
    init(reading words: inout ArgumentWords) {
        self.init()
        level = words.value(Marking.self, "--max-marking")
    }
}

extension FilingOptions {
    init(reading words: inout ArgumentWords) {
        self.init()
        log = LogOption(reading: &words)
        output = FormatOption(reading: &words)
        key = words.value("--key")
        expect = words.value(Position.self, "--expect")
        byRecorder = words.value("--by-recorder")
    }
}

extension EndingOptions {
    init(reading words: inout ArgumentWords) {
        self.init()
        effective = words.value("--effective")
    }
}

extension ActOptions {
    init(reading words: inout ArgumentWords) {
        self.init()
        by = words.values("--by", "-b")
        to = words.values("--to", "-t")
        on = words.value("--on", "-o")
        occurredNote = words.value("--occurred-note")
        summary = words.value("--summary", "-m")
        quote = words.value("--quote")
        quoteLanguage = words.value("--quote-language")
        translated = words.flag("--translated")
        speaker = words.value("--speaker")
        role = words.value("--role")
        form = words.value("--form")
        mode = words.value("--mode")
        channel = words.value("--channel")
        replyTo = words.values("--reply-to", "-r")
        about = words.values("--about", "-a")
        due = words.value("--due")
        dueAbout = words.value("--due-about")
        dueNote = words.value("--due-note")
        expectsReply = words.flag("--expects-reply", orNot: "--no-expects-reply")
        condition = words.value("--condition")
        scope = words.value("--scope")
        standing = words.value("--standing")
        reportedBy = words.value("--reported-by")
        reportedRole = words.value("--reported-role")
        reportedParty = words.value("--reported-party")
        marking = words.value("--marking")
        source = words.values("--source", "-s")
        tag = words.values("--tag")
        detail = words.values("--detail", "-d")
    }
}
