import CanonicalJSON
import Testing

@testable import Oracle

/// The oracle against cases reckoned by hand.
@Suite struct PlainFoldTests {
    // MARK: Sections 2 and 4

    @Test(
        arguments: [
            ("2021-11", "2021-11-01T00:00:00.000Z", "2021-11-30T23:59:59.999Z"),
            ("2020-02?", "2020-02-01T00:00:00.000Z", "2020-02-29T23:59:59.999Z"),
            ("1900~", "1900-01-01T00:00:00.000Z", "1900-12-31T23:59:59.999Z"),
            ("1969-12-31%", "1969-12-31T00:00:00.000Z", "1969-12-31T23:59:59.999Z"),
            ("2021-11-10T00:30+05:30", "2021-11-09T19:00:00.000Z", "2021-11-09T19:00:59.999Z"),
            ("2021-11-10T20:30:15-10:00", "2021-11-11T06:30:15.000Z", "2021-11-11T06:30:15.999Z"),
            ("2021-08/2021-11-10", "2021-08-01T00:00:00.000Z", "2021-11-10T23:59:59.999Z"),
            ("2021-08~/..", "2021-08-01T00:00:00.000Z", nil),
            ("/2021-11", "2021-11-30T00:00:00.000Z", "2021-11-30T23:59:59.999Z"),
            ("../2021-11-10", "2021-11-10T00:00:00.000Z", "2021-11-10T23:59:59.999Z"),
        ] as [(String, String, String?)])
    func `a date has a place and a last instant`(text: String, place: String, latest: String?) throws {
        let span = try #require(PlainDates.read(text))
        #expect(span.ownPlace.map(PlainDates.text(instant:)) == place)
        #expect(span.latest.map(PlainDates.text(instant:)) == latest)
    }

    @Test func `days are read back as they were written`() {
        for number in stride(from: -700_000, to: 200_000, by: 991) {
            #expect(PlainDates.readDay(PlainDates.text(day: number)) == number)
        }
        #expect(PlainDates.readInstant("1970-01-02T00:00:01.005Z") == 86_401_005)
        #expect(PlainDates.text(instant: -1) == "1969-12-31T23:59:59.999Z")
    }

    @Test func `the example of section 4`() {
        var log = SmallLog()
        let act = log.act("protest", on: "2021-05-03", recorded: "2021-05-10")
        log.correct(act, recorded: "2021-05-20", ["occurred": "2021-06-04"])

        #expect(log.status(asOf: "2021-06-01")?.phase == "latent")
        let then = log.status(asOf: "2021-06-01", knownAt: "2021-05-15")
        #expect(then?.history == ["2021-05-01 latent 1", "2021-05-03 raised 2"])
        #expect(then?.text("knownAt") == "2021-05-15")
        #expect(log.status(asOf: "2021-06-04")?.history.last == "2021-06-04 raised 2")
        #expect(log.status(asOf: "2021-06-04", knownAt: "2021-05-10T11:59:59.999Z")?.phase == "latent")
    }

    @Test func `an act never comes before what it answers, unless that is retracted`() {
        var log = SmallLog()
        let question = log.act("request-for-information", on: "2021-05-09", by: ["USA"], to: ["RUS"])
        let answer = log.act("reply", on: "2021-05-03", answering: [question], recorded: "2021-05-10")
        let fold = PlainFold(events: log.events)
        let places = fold.timeline(of: "d", asOf: "2021-06-01", knownAt: nil).map(\.place)
        #expect(places.suffix(2) == ["2021-05-09T00:00:00.000Z", "2021-05-09T00:00:00.000Z"])
        #expect(log.status(asOf: "2021-05-08")?.text("lastAct") == nil)

        let retraction = log.retract(question, recorded: "2021-05-11")
        let after = PlainFold(events: log.events).timeline(of: "d", asOf: "2021-05-08", knownAt: nil)
        #expect(after.map(\.id) == ["1", answer])
        #expect(after.last?.place == "2021-05-03T00:00:00.000Z")
        #expect(PlainFold(events: log.events).retracted(of: "d", knownAt: nil) == [question])

        log.retract(retraction, recorded: "2021-05-12")
        #expect(PlainFold(events: log.events).retracted(of: "d", knownAt: nil) == [retraction])
        #expect(log.status(asOf: "2021-05-09")?.states == ["2 answered -"])
    }

    @Test func `a retracted correction, and a correction of what is retracted, have no effect`() {
        var log = SmallLog()
        let act = log.act("statement", on: "2021-05-03")
        let correction = log.correct(act, recorded: "2021-05-04", ["kind": "protest"])
        #expect(log.status(asOf: "2021-06-01")?.phase == "raised")
        let retraction = log.retract(correction, recorded: "2021-05-05")
        #expect(log.status(asOf: "2021-06-01")?.phase == "latent")
        log.retract(retraction, recorded: "2021-05-06")
        #expect(log.status(asOf: "2021-06-01")?.level == 2)
        log.retract(act, recorded: "2021-05-07")
        log.correct(act, recorded: "2021-05-08", ["kind": "ultimatum"])
        #expect(log.status(asOf: "2021-06-01")?.level == 0)
    }

    @Test func `a source makes an assertion of a claim, until a later correction`() {
        var log = SmallLog()
        let act = log.act("protest", on: "2021-05-03", ["standing": "claimed"])
        #expect(log.status(asOf: "2021-06-01")?.level == 0)
        log.record(
            "source-added", recorded: "2021-05-05", about: act,
            ["sources": [["citation": "a book"]], "details": ["standing": "asserted"]])
        #expect(log.status(asOf: "2021-05-04")?.level == 2)
        log.correct(act, recorded: "2021-05-06", ["standing": "alleged"])
        #expect(log.status(asOf: "2021-06-01")?.level == 0)
        log.correct(act, recorded: "2021-05-07", ["standing": .null])
        #expect(log.status(asOf: "2021-06-01")?.level == 2)
    }

    @Test func `a dispute exists from the earliest of three days`() {
        var log = SmallLog(opened: "2021-05-10", since: "../2021-05-05")
        #expect(log.status(asOf: "2021-05-04") == nil)
        #expect(log.status(asOf: "2021-05-05")?.history == ["2021-05-05 latent 1"])
        #expect(log.status(asOf: "2021-05-20", knownAt: "2021-05-09") == nil)
        log.act("statement", on: "2021-04", recorded: "2021-05-11", ["standing": "alleged"])
        #expect(log.status(asOf: "2021-05-04") == nil)
        log.act("statement", on: "2021-05-02", recorded: "2021-05-12")
        #expect(log.status(asOf: "2021-05-02")?.text("phaseSince") == "2021-05-02")
        #expect(log.status(asOf: "2021-05-02", knownAt: "2021-05-11") == nil)
    }

    // MARK: Section 5

    @Test func `what moves status: standing, sides, two sides`() {
        func level(_ kind: String, _ actors: [String], _ addressees: [String], _ more: [String: JSON] = [:])
            -> Int?
        {
            var log = SmallLog()
            log.act(kind, on: "2021-05-03", by: actors, to: addressees, more)
            return log.status(asOf: "2021-06-01")?.level
        }
        #expect(level("protest", ["RUS:MFA"], ["UN:OHCHR:X"]) == 2)
        #expect(level("protest", ["RUS"], []) == 2)
        #expect(level("protest", ["RUS"], ["CHE"]) == 2)
        #expect(level("protest", ["RUS"], ["RUS:MFA"]) == 0)
        #expect(level("protest", ["RUS"], ["RUS:MFA", "USA"]) == 2)
        #expect(level("protest", ["UN"], []) == 0)
        #expect(level("protest", ["UN:OHCHRX"], []) == 0)
        #expect(level("protest", ["?"], ["USA"]) == 0)
        #expect(level("protest", ["RUS"], ["USA"], ["standing": "claimed"]) == 0)
        #expect(level("incident", [], [], ["details": ["force": "display"]]) == 8)
        #expect(level("incident", ["CHE"], []) == 0)
    }

    @Test func `talks are accepted only where they were proposed`() {
        var log = SmallLog()
        let demand = log.act("demand", on: "2021-05-02")
        let offer = log.act("offer-of-dialogue", on: "2021-05-03", ["standing": "claimed"])
        log.act("suspension-of-talks", on: "2021-05-04")
        #expect(log.status(asOf: "2021-05-04")?.phase == "raised")
        log.act("invitation", on: "2021-05-05")
        let wrong = log.act("acceptance", on: "2021-05-06", by: ["USA"], to: ["RUS"], answering: [demand])
        #expect(log.status(asOf: "2021-05-06")?.phase == "dialogue-proposed")
        #expect(log.status(asOf: "2021-05-06")?.level == 1)
        log.act(
            "acceptance", on: "2021-05-07", by: ["USA"], to: ["RUS"], answering: [offer],
            ["condition": "in Geneva"])
        #expect(log.status(asOf: "2021-05-07")?.phase == "dialogue-proposed")
        let right = log.act("acceptance", on: "2021-05-08", by: ["USA"], to: ["RUS"], answering: [offer])
        let answer = log.status(asOf: "2021-05-08")
        #expect(answer?.history.last == "2021-05-08 talks \(right)")
        #expect(answer?.level == 0)
        #expect(wrong != right)
    }

    @Test func `an assessed phase stands until the next change of the derived one`() {
        var log = SmallLog()
        log.record(
            "status-assessment", recorded: "2021-05-02", ["details": ["phase": "talks", "reason": "so"]])
        let protest = log.act("protest", on: "2021-05-04")
        #expect(log.status(asOf: "2021-05-03")?.text("assessedPhase") == "talks")
        #expect(log.status(asOf: "2021-05-03")?.phase == "latent")
        #expect(log.status(asOf: "2021-05-04")?.text("assessedPhase") == nil)
        log.record(
            "status-assessment", recorded: "2021-05-05", ["details": ["phase": "decided", "reason": "so"]])
        log.act("protest", on: "2021-05-06")
        #expect(log.status(asOf: "2021-05-06")?.text("assessedPhase") == "decided")
        log.record("status-assessment", recorded: "2021-05-07", ["details": ["lift": true, "reason": "so"]])
        #expect(log.status(asOf: "2021-05-07")?.text("assessedPhase") == nil)
        #expect(log.status(asOf: "2021-05-07")?.text("phaseCause") == protest)
    }

    @Test func `adjudication, its decision, appeal and end`() {
        var log = SmallLog()
        log.act("proceedings-instituted", on: "2021-05-02")
        log.act("decision", on: "2021-05-03", by: ["UN:ICJ"], to: [], ["details": ["on": "jurisdiction"]])
        log.act("referral", on: "2021-05-04")
        #expect(log.status(asOf: "2021-05-04")?.phase == "adjudication")
        log.act("decision", on: "2021-05-05", by: ["UN:ICJ"], to: [])
        #expect(log.status(asOf: "2021-05-05")?.phase == "decided")
        log.act("appeal", on: "2021-05-06")
        log.act("proceedings-discontinued", on: "2021-05-07", by: [])
        let phases = log.status(asOf: "2021-05-07")?.history.map { $0.split(separator: " ")[1] }
        #expect(phases == ["latent", "adjudication", "decided", "adjudication", "contested"])
    }

    @Test func `a third party comes and goes`() {
        for (outcome, phase) in [("report", "talks"), ("agreement", "talks"), ("failed", "stalled")] {
            var log = SmallLog()
            log.act("mediation-begun", on: "2021-05-02", by: ["CHE"], to: [])
            #expect(log.status(asOf: "2021-05-02")?.phase == "third-party")
            log.act(
                "mediation-ended", on: "2021-05-03", by: ["CHE"], to: [],
                ["details": ["outcome": .string(outcome)]])
            #expect(log.status(asOf: "2021-05-03")?.phase == phase)
        }
    }

    @Test func `a kind of someone's own behaves like the one it names`() {
        var log = SmallLog()
        log.act(
            "x-mfa-frown", on: "2021-05-02", ["details": ["like": "request-for-explanation"]])
        let answer = log.status(asOf: "2021-05-02")
        #expect(answer?.phase == "raised")
        #expect(answer?.level == 2)
        #expect(answer?.obligations.first?["kind"]?.string == "x-mfa-frown")
    }

    // MARK: Section 6

    @Test func `cooling stops at the measures in force`() {
        var log = SmallLog()
        let expulsion = log.act("expulsion", on: "2021-05-02")
        log.act("severance-of-relations", on: "2021-05-03", ["standing": "claimed"])
        log.act("incident", on: "2021-05-04", by: [], to: [], ["details": ["force": "use"]])
        #expect(log.status(asOf: "2021-05-04")?.level == 9)
        for day in ["05", "06", "07"] { log.act("concession", on: "2021-05-\(day)") }
        #expect(log.status(asOf: "2021-05-07")?.level == 4)
        log.act("restoration", on: "2021-05-08", answering: [expulsion], ["standing": "claimed"])
        log.act("apology", on: "2021-05-09", answering: [expulsion])
        #expect(log.status(asOf: "2021-05-09")?.level == 4)
        log.act("restoration", on: "2021-05-10", answering: [expulsion])
        let answer = log.status(asOf: "2021-05-10")
        #expect(answer?.level == 2)
        #expect(answer?.temperature?["peak"] == 9)
        #expect(answer?.temperature?["peakCause"] == "4")
    }

    @Test func `a settlement ends the measures before it cools`() {
        var log = SmallLog()
        log.act("sanction", on: "2021-05-02")
        log.act("agreement", on: "2021-05-03", by: ["RUS", "USA"], to: [], ["details": ["scope": "full"]])
        #expect(log.status(asOf: "2021-05-03")?.level == 3)
        log.act("retorsion", on: "2021-05-04")
        log.act("settlement-confirmed", on: "2021-05-05", by: [], to: [])
        #expect(log.status(asOf: "2021-05-05")?.level == 4)
        #expect(log.status(asOf: "2021-05-05")?.phase == "settled")
        #expect(log.status(asOf: "2021-05-05")?.history.count == 3)
    }

    @Test func `talks cool only where they change the phase`() {
        var log = SmallLog()
        log.act("ultimatum", on: "2021-05-02")
        log.act("negotiation", on: "2021-05-03", by: ["RUS", "USA"], to: [])
        log.act("negotiation", on: "2021-05-04", by: ["RUS", "USA"], to: [])
        log.act("consultation", on: "2021-05-05", by: ["RUS", "RUS:MFA"], to: ["USA"])
        #expect(log.status(asOf: "2021-05-05")?.level == 4)
    }

    @Test func `the trend looks back thirty days`() {
        var log = SmallLog()
        log.act("summons", on: "2021-05-02")
        log.act("request-withdrawal", on: "2021-05-20")
        func trend(_ day: String) -> String? { log.status(asOf: day)?.temperature?["trend"]?.string }
        #expect(trend("2021-05-01") == "steady")
        #expect(trend("2021-05-02") == "rising")
        #expect(trend("2021-05-31") == "rising")
        #expect(trend("2021-06-01") == "falling")
        #expect(trend("2021-06-19") == "steady")
    }

    // MARK: Section 7

    @Test func `which acts open an obligation, and who owes it`() {
        func opened(_ kind: String, _ more: [String: JSON] = [:]) -> String? {
            var log = SmallLog()
            log.act(kind, on: "2021-05-02", by: ["CHE"], to: ["AUT"], more)
            let obligation = log.status(asOf: "2021-05-02")?.obligations.first
            return obligation?["owedBy"]?.strings.first
        }
        #expect(opened("request-for-information") == "AUT")
        #expect(opened("request-for-information", ["expectsReply": false]) == nil)
        #expect(opened("request-for-information", ["standing": "claimed"]) == nil)
        #expect(opened("note") == nil)
        #expect(opened("note", ["expectsReply": true]) == "AUT")
        #expect(opened("note", ["due": ["about": "2021-06-01"]]) == "AUT")
        #expect(opened("note", ["due": ["on": "2021-06-01"], "expectsReply": false]) == nil)
        #expect(opened("commitment", ["due": ["on": "2021-06-01"]]) == "CHE")
        #expect(opened("statement", ["due": ["on": "2021-06-01"], "expectsReply": true]) == nil)
    }

    @Test func `partial, then full`() {
        var log = SmallLog()
        let demand = log.act("notice-of-claim", on: "2021-05-02", ["due": ["on": "2021-05-10"]])
        let first = log.act("reply", on: "2021-05-03", by: ["UN:OHCHR"], to: ["RUS"], answering: [demand])
        #expect(log.status(asOf: "2021-05-03")?.states == ["2 answered -"])
        log.assess(first, "partial", recorded: "2021-05-04")
        #expect(log.status(asOf: "2021-05-04")?.states == ["2 partial not-due"])
        #expect(log.status(asOf: "2021-05-10")?.states == ["2 partial due-today"])
        let second = log.act("reparation", on: "2021-05-12", by: ["USA"], to: ["RUS"], answering: [demand])
        log.assess(second, "full", recorded: "2021-05-14")
        log.act("refusal", on: "2021-05-15", by: ["USA"], to: ["RUS"], answering: [demand])
        #expect(log.status(asOf: "2021-05-11")?.states == ["2 partial overdue"])
        #expect(log.status(asOf: "2021-05-12")?.states == ["2 answered -"])
        #expect(log.status(asOf: "2021-05-20")?.states == ["2 fulfilled -"])
        #expect(log.status(asOf: "2021-05-20")?.obligations.first?["ageDays"] == 18)
    }

    @Test func `an assessment reaches only what its target has acted on before it`() {
        var log = SmallLog()
        let demand = log.act("notice-of-claim", on: "2021-05-02")
        log.act("reply", on: "2021-05-03", by: ["USA"], to: ["RUS"], answering: [demand])
        let stranger = log.act("reply", on: "2021-05-03", by: ["CHE"], to: ["RUS"], answering: [demand])
        let later = log.act(
            "reply", on: "2021-05-09", by: ["USA"], to: ["RUS"], answering: [demand], recorded: "2021-05-03",
            ["standing": "hedged"])
        log.assess(stranger, "full", recorded: "2021-05-04")
        log.assess(later, "full", recorded: "2021-05-05")
        log.correct(later, recorded: "2021-05-09", ["standing": .null])
        #expect(log.status(asOf: "2021-05-20")?.states == ["2 answered -"])
        log.assess(later, "none", recorded: "2021-05-10")
        #expect(log.status(asOf: "2021-05-20")?.states == ["2 open no-date"])
    }

    @Test func `an answer stays one when a holding reply follows, and an acceptance may be assessed`() {
        var log = SmallLog()
        let offer = log.act("offer-of-dialogue", on: "2021-05-02")
        let yes = log.act("acceptance", on: "2021-05-03", by: ["USA"], to: ["RUS"], answering: [offer])
        log.act("interim-reply", on: "2021-05-04", by: ["USA"], to: ["RUS"], answering: [offer])
        #expect(log.status(asOf: "2021-05-04")?.states == ["2 accepted -"])
        log.assess(yes, "partial", recorded: "2021-05-05")
        log.act("interim-reply", on: "2021-05-06", by: ["USA"], to: ["RUS"], answering: [offer])
        #expect(log.status(asOf: "2021-05-06")?.states == ["2 partial no-date"])
        log.act("request-withdrawal", on: "2021-05-07", answering: [offer])
        #expect(log.status(asOf: "2021-05-07")?.states == ["2 withdrawn -"])
        log.act("acceptance", on: "2021-05-08", by: ["USA"], to: ["RUS"], answering: [offer])
        #expect(log.status(asOf: "2021-05-08")?.states == ["2 withdrawn -"])
    }

    @Test func `a soft date, its replacement, and a reminder from the wrong party`() {
        var log = SmallLog()
        let demand = log.act(
            "demand", on: nil, recorded: "2021-05-02", ["due": ["about": "2021-05-10", "note": "ten days"]])
        log.act(
            "reminder", on: "2021-05-11", by: ["USA"], to: ["RUS"], answering: [demand],
            ["due": ["on": "2021-07-01"]])
        #expect(log.status(asOf: "2021-05-10")?.states == ["2 open not-due"])
        #expect(log.status(asOf: "2021-05-11")?.states == ["2 open soft-overdue"])
        #expect(log.status(asOf: "2021-05-11")?.obligations.first?["ageDays"] == .null)
        log.act("reminder", on: "2021-05-12", answering: [demand])
        log.act(
            "deadline-extension", on: "2021-05-13", by: ["RUS:MFA"], to: [], answering: [demand],
            ["due": ["on": "2021-05-20"]])
        #expect(log.status(asOf: "2021-05-12")?.states == ["2 open soft-overdue"])
        #expect(log.status(asOf: "2021-05-13")?.states == ["2 open not-due"])
        #expect(log.status(asOf: "2021-05-21")?.states == ["2 open overdue"])
    }

    @Test func `what is claimed acts only where the creditor himself says it`() {
        func state(_ reporter: JSON?) -> [String]? {
            var log = SmallLog()
            let demand = log.act("request-for-explanation", on: "2021-05-02")
            var more: [String: JSON] = ["standing": "claimed"]
            more["reportedBy"] = reporter
            log.act("interim-reply", on: "2021-05-03", by: ["USA"], to: [], answering: [demand], more)
            return log.status(asOf: "2021-05-03")?.states
        }
        #expect(state(["name": "N", "party": "RUS:MFA"]) == ["2 acknowledged no-date"])
        #expect(state(["name": "N", "party": "USA"]) == ["2 open no-date"])
        #expect(state(["name": "N"]) == ["2 open no-date"])
        #expect(state(nil) == ["2 open no-date"])
    }

    @Test func `where nobody is named who owes, anyone will do`() {
        func state(_ addressees: [String], _ actors: [String]) -> [String]? {
            var log = SmallLog()
            let demand = log.act("request-for-explanation", on: "2021-05-02", to: addressees)
            log.act("reply", on: "2021-05-03", by: actors, to: [], answering: [demand])
            return log.status(asOf: "2021-05-03")?.states
        }
        #expect(state([], ["CHE"]) == ["2 answered -"])
        #expect(state(["?:someone", "?"], []) == ["2 answered -"])
        #expect(state(["?:someone", "USA"], ["CHE"]) == ["2 open no-date"])
        #expect(state(["?:someone", "USA"], ["?:someone"]) == ["2 answered -"])
        #expect(state(["?:someone", "USA"], ["UN:OHCHR"]) == ["2 answered -"])
        #expect(state(["USA"], ["?"]) == ["2 open no-date"])
    }

    @Test func `an acceptance with a condition acknowledges`() {
        var log = SmallLog()
        let offer = log.act("offer-of-mediation", on: "2021-05-02", by: ["CHE"], to: ["RUS", "USA"])
        log.act(
            "acceptance", on: "2021-05-03", by: ["RUS"], to: ["CHE"], answering: [offer], ["condition": "if"])
        #expect(log.status(asOf: "2021-05-03")?.states == ["2 acknowledged no-date"])
        log.act("acceptance", on: "2021-05-04", by: ["USA"], to: ["CHE"], answering: [offer])
        #expect(log.status(asOf: "2021-05-04")?.states == ["2 accepted -"])
        log.act("refusal-of-mediation", on: "2021-05-05", by: ["RUS"], to: ["CHE"], answering: [offer])
        #expect(log.status(asOf: "2021-05-05")?.states == ["2 refused -"])
    }

    @Test func `what is outstanding lapses at an end and comes back`() {
        var log = SmallLog()
        let first = log.act("request-for-information", on: "2021-05-02")
        log.act("request-for-explanation", on: "2021-05-02")
        log.act("interim-reply", on: "2021-05-03", by: ["USA"], to: ["RUS"], answering: [first])
        log.act("reply", on: "2021-05-03", by: ["USA"], to: ["RUS"], answering: ["3"])
        log.record("dispute-closed", recorded: "2021-05-04", ["details": ["reason": "merged"]])
        #expect(log.status(asOf: "2021-05-04")?.phase == "closed")
        #expect(log.status(asOf: "2021-05-04")?.states == ["2 lapsed -", "3 answered -"])
        log.act("reply", on: "2021-05-05", by: ["USA"], to: ["RUS"], answering: [first])
        log.act("demand", on: "2021-05-06", ["expectsReply": true])
        #expect(
            log.status(asOf: "2021-05-06")?.states == ["2 lapsed -", "3 answered -", "8 open no-date"])
        let reopening = log.record(
            "dispute-reopened", recorded: "2021-05-20",
            ["details": ["reason": "new", "effective": "2021-05-08"]])
        let answer = log.status(asOf: "2021-05-08")
        #expect(answer?.history.last == "2021-05-08 raised \(reopening)")
        #expect(
            answer?.states == ["2 acknowledged no-date", "3 answered -", "8 open no-date"])
    }

    @Test func `a reply in a sub-dispute, assessed there`() {
        var log = SmallLog()
        log.open("d/sub", recorded: "2021-05-01", sides: [["CHE"], ["AUT"]])
        log.open("d/sub/low", recorded: "2021-05-01", sides: [["CHE"], ["AUT"]])
        let demand = log.act("request-for-information", on: "2021-05-02")
        let offer = log.act("offer-of-dialogue", on: "2021-05-02")
        let answer = log.act(
            "reply", on: "2021-05-03", by: ["UN:OHCHR"], to: ["RUS"], answering: [demand], in: "d/sub")
        log.assess(answer, "full", recorded: "2021-05-05", in: "d/sub")
        #expect(log.status(asOf: "2021-05-02")?.states.first == "4 open no-date")
        #expect(log.status(asOf: "2021-05-04")?.states.first == "4 answered -")
        #expect(log.status(asOf: "2021-05-05")?.states.first == "4 fulfilled -")
        #expect(log.status(asOf: "2021-05-05", knownAt: "2021-05-04")?.states.first == "4 answered -")
        #expect(log.status("d/sub", asOf: "2021-05-05")?.text("lastAct") == "2021-05-03")
        #expect(log.status(asOf: "2021-05-05")?.text("lastAct") == "2021-05-02")

        log.act("demand", on: "2021-05-03", by: ["CHE"], to: ["AUT"], in: "d/sub")
        log.act("suspension-of-talks", on: "2021-05-03", by: ["CHE"], to: ["AUT"], in: "d/sub")
        log.act("invitation", on: "2021-05-03", by: ["CHE"], to: ["AUT"], in: "d/sub")
        log.act("acceptance", on: "2021-05-04", by: ["CHE"], to: [], answering: [offer], in: "d/sub")
        #expect(log.status("d/sub", asOf: "2021-05-04")?.phase == "talks")
    }

    @Test func `the last act, and dormancy`() {
        var log = SmallLog(opened: "2021-05-01")
        log.act("statement", on: "2021-05-02/2021-12-31", ["standing": "hedged"])
        log.act("statement", on: "2021-05-10/..")
        #expect(log.status(asOf: "2021-05-01")?.text("lastAct") == nil)
        #expect(log.status(asOf: "2021-06-01")?.text("lastAct") == "2021-06-01")
        #expect(log.status(asOf: "2022-01-15")?.text("lastAct") == "2021-12-31")
        func isDormant(_ day: String) -> JSON? { log.status(asOf: day)?.json.object?["dormant"] }
        #expect(isDormant("2022-06-29") == false)
        #expect(isDormant("2022-06-30") == true)
        log.record("dispute-reopened", recorded: "2022-01-01", ["details": ["reason": "to look again"]])
        #expect(isDormant("2022-06-30") == false)
        #expect(isDormant("2022-07-01") == true)
        log.record("dispute-closed", recorded: "2022-02-01", ["details": ["reason": "lapsed"]])
        #expect(isDormant("2023-01-01") == false)
    }

    // MARK: Section 8

    @Test func `every key is always there`() {
        let answer = SmallLog().status(asOf: "18748")?.json.canonical
        #expect(
            answer == """
                {"asOf":"2021-05-01","assessedPhase":null,"dispute":"d","dormant":false,\
                "history":[{"cause":"1","on":"2021-05-01","phase":"latent"}],"knownAt":null,"lastAct":null,\
                "obligations":[],"phase":"latent","phaseCause":"1","phaseSince":"2021-05-01",\
                "temperature":{"level":0,"peak":0,"peakCause":null,"trend":"steady"},"title":"On d"}
                """)
    }
}
