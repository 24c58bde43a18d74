import Answers
import CanonicalJSON
import Casebook
import DisputeModel
import Foundation
import SystemPackage
import Testing
import TimeLimits

@testable import Interchange

/// The mappings in Fixtures, on a few rows of made-up data in the shape that each is for.
@Suite(.endsInTime) struct FixtureMappingTests {
    private static let project = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

    private func take(_ room: PostRoom, _ sample: String, _ mapping: String) throws -> ImportReport {
        let folder = Self.project + "/Fixtures/mappings"
        return try room.take(at: "\(folder)/samples/\(sample)", mapping: "\(folder)/\(mapping).yaml")
    }

    @Test func `ICEWS: a dispute is what lies between two countries, and nobody is left out`() throws {
        let room = try PostRoom()
        let report = try take(room, "icews.csv", "icews")
        #expect(report.events == 7 && report.bad == 0, "\(report.problems)")
        let events = try room.events.filter { $0.kindName != "dispute-opened" }
        #expect(
            events.map { "\($0.dispute) \($0.kindName) \($0.actors) \($0.addressees)" } == [
                "icews-deu-fra criticism [FRA:Foreign Affairs] [DEU:Foreign Affairs]",
                "icews-deu-fra denial [DEU] [FRA]",
                "icews-deu-fra negotiation [FRA, DEU] []",
                "icews-fra-fra detention [FRA:Police] [FRA:Citizen]",
                "icews-others-vat statement [?:Jane Doe] [VAT]",
                "icews-others-others incident [?:Some Group] [?:Jane Doe]",
                "icews-deu-fra incident [FRA:Council; Standing] [DEU]",
            ])
        #expect(events.last?.details["force"] == "threat")
        #expect(try take(room, "icews.csv", "icews").known == 7)
    }

    @Test(arguments: ["gdelt-1", "gdelt-2"]) func `GDELT: both versions say the same`(version: String) throws
    {
        let room = try PostRoom()
        let report = try take(room, version + ".tsv", version)
        #expect(report.events == 4 && report.bad == 0, "\(report.problems)")
        let events = try room.events.filter { $0.kindName != "dispute-opened" }
        #expect(
            events.map {
                "\($0.dispute) \($0.kindName) \($0.actors) \($0.addressees) \($0.fields["occurred"]?.string ?? "")"
            } == [
                "gdelt-deu-fra accusation [FRA:PARIS] [DEU:GERMANY] 2019-03-01",
                "gdelt-deu-fra agreement [DEU:BERLIN, FRA:FRANCE] [] 2019-03-02",
                "gdelt-others-rou expectation [?:EUROPE] [ROU:ROMANIA] 2019-03-03",
                "gdelt-others-others incident [?] [?:COMPANY] 2019-03-04",
            ])
        #expect(events[0].details["mentions"] == 6)
        #expect(events[1].details["scope"] == "partial")
    }

    @Test(arguments: ["gdelt-1", "gdelt-2"])
    func `GDELT: of a code that a state took over from another, the day decides`(version: String) throws {
        let room = try PostRoom()
        let folder = Self.project + "/Fixtures/mappings"
        let sample = try String(contentsOfFile: "\(folder)/samples/\(version).tsv", encoding: .utf8)
        let row = String(try #require(sample.split(separator: "\n").first))
        var rows: [String] = []
        for (number, (day, code)) in [
            ("19850301", "YUG"), ("20040301", "YUG"), ("20190301", "ZAR"), ("19850301", "BUR"),
        ]
        .enumerated() {
            rows.append(
                row.replacing("900000001", with: "90000010\(number)").replacing("20190301", with: day)
                    .replacing("\tFRA\t", with: "\t\(code)\t"))
        }
        let table = try room.folder.write(rows.map { $0 + "\n" }.joined(), to: "rows.tsv")
        let report = try room.take(at: table, mapping: "\(folder)/\(version).yaml")
        #expect(report.events == 4 && report.bad == 0, "\(report.problems)")
        let events = try room.events.filter { $0.kindName != "dispute-opened" }
        #expect(events.flatMap(\.actors).map(\.code) == ["YUG", "SCG", "COD", "BUR"])
    }

    @Test func `MID: disputes, sides and participants come from tables beside the incidents`() throws {
        let room = try PostRoom()
        let report = try take(room, "MIDI_5.0.csv", "mid-incidents")
        #expect(report.events == 6 && report.opened == 4 && report.bad == 0, "\(report.problems)")
        let acts = try room.events.filter { $0.kindName == "incident" }
        #expect(
            acts.map { "\($0.dispute) \($0.actors) \($0.addressees) \($0.fields["occurred"]?.string ?? "")" }
                == [
                    "mid-9001 [DEU] [FRA] 1999-04",
                    "mid-9001 [FRA, YEM] [DEU] 1999-02-03/1999-02-05",
                    "mid-9002 [RUS] [CAN] 2001-07", "mid-9004 [JPN] [NZL] 2013-06-01/",
                    // A number is whose it was on the day.
                    "mid-9005 [SUN] [YUG] 1991-06-01/1991-06", "mid-9005 [RUS] [CSK] 1992-03-15",
                ])
        #expect(try room.peaks == ["mid-9001": 9, "mid-9002": 8, "mid-9004": 8, "mid-9005": 8])
        let sides = try #require(try room.events.first { $0.dispute == "mid-9005" }).details["sides"]?.array
        #expect(sides?.map { $0.object?["members"]?.strings } == [["SUN", "DDR", "RUS"], ["CSK", "YUG"]])
        let ends = try take(room, "MIDA_5.0.csv", "mid-outcomes")
        #expect(ends.events == 3 && ends.leftOut == 2 && ends.bad == 0, "\(ends.problems)")
        #expect(
            try room.events.suffix(3).map { $0.details["effective"]?.string ?? "" } == [
                "1999-04-30", "2001-09-01", "1992-03-15",
            ])
    }

    /// The levels 2, 3, 4 and 5 of its `hostlev` are 7, 8, 9 and 10 here.
    @Test func `MID: every dispute reaches the temperature that its hostility level says`() throws {
        let data = Self.project + "/../shared/data"
        guard FileManager.default.fileExists(atPath: data + "/MIDI_5.0.csv") else {
            return print("The MID tables are not here (\(data)), so nothing was compared with them.")
        }
        let room = try PostRoom()
        let report = try room.take(
            at: data + "/MIDI_5.0.csv", mapping: Self.project + "/Fixtures/mappings/mid-incidents.yaml")
        #expect(report.events == 4483 && report.opened == 667 && report.bad == 0, "\(report.problems)")
        let table = try Table(FilePath(data + "/MIDA_5.0.csv"), TableFormat())
        let (number, level) = (
            try #require(table.columns.firstIndex(of: "dispnum")),
            try #require(table.columns.firstIndex(of: "hostlev"))
        )
        let peaks = try room.peaks
        var agreeing = 0
        while case .row(let row)? = try table.next() {
            guard let peak = peaks["mid-\(row.text(number))"] else { continue }
            #expect(peak == (Int(row.text(level)) ?? 0) + 5, "dispute \(row.text(number))")
            agreeing += 1
        }
        #expect(agreeing == 667)
    }
}

extension PostRoom {
    /// The peak temperature of each dispute.
    fileprivate var peaks: [String: Int] {
        get throws {
            let answers = try casebook.statuses(at: Moment(asOf: clock.day, knownAt: nil))
            return Dictionary(uniqueKeysWithValues: answers.map { ($0.status.dispute, $0.status.peak) })
        }
    }
}
