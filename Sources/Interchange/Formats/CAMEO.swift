import Answers
import CanonicalJSON
import Casebook
import DisputeModel

extension ExportFormat {
    /// Acts with a CAMEO code, in the columns of GDELT 1.0.
    package static let cameo = ExportFormat(
        "cameo", .asKnown,
        summary: """
            The acts that have a CAMEO code (from `details.cameo`, or from their kind), as known now, in a table with \
            the 58 columns of GDELT 1.0 (RFC 4180, with a header; GDELT's own files have tabs and no header). \
            Retracted acts are left out; acts that are alleged, claimed or hedged are included, because CAMEO cannot \
            tell them apart. A row is one actor and one addressee; meetings and agreements give a row in each \
            direction. These columns are filled: GLOBALEVENTID (the position, then six digits that number the act's \
            rows), the dates as far as they are known, DATEADDED (when it was recorded), IsRootEvent (always 1), the \
            codes, QuadClass, GoldsteinScale, NumSources, SOURCEURL (the first), and for each actor the code, name, \
            country, known group and types, if CAMEO has them. Mentions, tone, places on the map, religion and ethnic \
            group are not in the record, so these columns stay empty.
            """
    ) { source, print in
        print(CSVRow(CAMEORow.columns).line)
        try source.forEachEvent { known in
            guard !known.isRetracted, let code = known.event.cameo else { return }
            var number = 0
            known.event.forEachDyad { dyad in
                print(CAMEORow(known, code, dyad, number, source.parties).line)
                number += 1
            }
        }
    }
}

/// One row of the GDELT 1.0 table: an act with one actor and one addressee.
private struct CAMEORow {
    private var row = CSVRow()

    var line: String { row.line }

    init(_ known: ExportedEvent, _ code: CAMEOCode, _ dyad: Dyad, _ number: Int, _ parties: PartyRegister) {
        row.add("\(known.position)\(padded(number, 6))")
        addDates(of: known.event)
        for party in [dyad.actor, dyad.addressee] { addActor(CAMEOActor(party, parties)) }
        let sources = known.event.fields["sources"]?.array ?? []
        for value in [
            "1", code.text, code.base, code.root, String(code.quadClass), code.goldstein, nil,
            sources.isEmpty ? nil : String(sources.count), nil, nil,
        ] { row.add(value) }
        for _ in 0..<21 { row.add(nil) }
        row.add(known.event.recordedAt.map { Self.compact($0.day) })
        row.add(text: sources.compactMap { $0.object?["url"]?.string }.first)
    }

    /// Adds the columns SQLDATE, MonthYear, Year and FractionDate. Each is empty if the date is less precise
    /// than the column.
    private mutating func addDates(of event: Event) {
        let first = event.occurred?.earliest?.day
        let last = event.occurred?.latest?.day
        var (day, month, year, fraction): (String?, String?, String?, String?)
        if let first, let last, first.civil.year == last.civil.year {
            year = padded(first.civil.year, 4)
            if first.civil.month == last.civil.month { month = String(Self.compact(first).prefix(6)) }
            if first == last {
                day = Self.compact(first)
                // GDELT's formula: each month has 30 days, and the year has 365.
                let tenThousandths = (((first.civil.month - 1) * 30 + first.civil.day) * 20_000 + 365) / 730
                fraction = "\(padded(first.civil.year, 4)).\(padded(tenThousandths, 4))"
            }
        }
        for value in [day, month, year, fraction] { row.add(value) }
    }

    private mutating func addActor(_ actor: CAMEOActor) {
        row.add(actor.code)
        row.add(text: actor.name)
        for value in [actor.country, actor.group, nil, nil, nil] { row.add(value) }
        for index in 0..<3 { row.add(index < actor.types.count ? actor.types[index] : nil) }
    }

    private static func compact(_ day: Day) -> String {
        let (year, month, day) = day.civil
        return padded(year, 4) + padded(month, 2) + padded(day, 2)
    }

    static let columns: [String] =
        ["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"] + actor("Actor1") + actor("Actor2")
        + [
            "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
            "NumMentions",
            "NumSources", "NumArticles", "AvgTone",
        ] + geography("Actor1") + geography("Actor2") + geography("Action") + ["DATEADDED", "SOURCEURL"]

    private static func actor(_ name: String) -> [String] {
        [
            "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
            "Type1Code",
            "Type2Code", "Type3Code",
        ].map { name + $0 }
    }

    private static func geography(_ name: String) -> [String] {
        ["Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID"].map { "\(name)Geo_\($0)" }
    }
}

private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
