import Answers
import DisputeModel
import EventLog
import Projections
import SQLite

extension Verification {
    /// Checks 1 and 2. Returns the root hashes of the tree over the texts, by size, for 0 and the given sizes.
    func checkEvents(
        _ db: Database, rootsAt sizes: Set<Int>, _ report: inout VerificationReport
    ) throws -> [Int: TreeHash.Digest] {
        let log = Log(db)
        let audit = LogAudit(db)
        let total = try log.head().position
        let positions = PositionsByID(log)
        var reader = TextReader()
        var inspection = EventAudit(log: log, positions)
        var recording = RecordingAudit(log, positions)
        var range = CompactRange()
        var tileBuilder = TileBuilder()
        var tiles = try audit.tiles()
        var roots = [0: TreeHash.empty]
        var findings: [Finding] = []
        var last = 0
        try audit.forEachRow { row in
            func find(_ point: Int, _ words: String) {
                findings.append(
                    Finding(point: point, position: row.position, dispute: row.stream, words: words))
            }
            if row.position != last &+ 1 {
                find(1, "it follows #\(last): there is a gap in the numbers")
            }
            last = row.position
            let read = reader.read(row.text, at: row.position)
            if row.isMisread {
                find(1, "one of its texts continues after the character NUL, or is not UTF-8")
            }
            if !read.leaf.elementsEqual(row.hash) { find(1, "its leaf hash is not that of its text") }
            let (event, wrong) = try inspection.inspect(read, row.text, at: row.position)
            for finding in wrong { find(1, finding.words) }
            if let event {
                if event.id?.bytes.elementsEqual(row.id) != true {
                    find(2, "the column id is not what its text says")
                }
                if event.stream != row.stream { find(2, "the column stream is not what its text says") }
                if event.recordedAt?.milliseconds != row.recordedAt {
                    find(2, "the column recorded_at is not what its text says")
                }
                if event.key != row.key { find(2, "the column key is not what its text says") }
                if let words = try recording.problem(with: read, row.text) {
                    report.remarks.append(
                        VerificationReport.Remark(
                            position: row.position, dispute: event.dispute, words: words))
                }
                try recording.apply(event)
            }
            range.append(read.leaf)
            tileBuilder.append(read.leaf)
            for tile in tileBuilder.completed {
                if tiles[tile.level]?.removeValue(forKey: tile.number) != tile.hash {
                    find(2, "the tree's tile \(tile.level)/\(tile.number) is not the root of its leaves")
                }
            }
            report.events += 1
            if sizes.contains(report.events) { roots[report.events] = range.root }
            if report.events % 10_000 == 0 { progress("events", report.events, total) }
        }
        for (level, numbers) in tiles {
            for number in numbers.keys.sorted() {
                findings.append(
                    Finding(
                        point: 2, position: nil, dispute: nil,
                        words: "the tree has a tile \(level)/\(number) that its events do not give"))
            }
        }
        report.findings += findings
        report.root = range.root.hexadecimal
        return roots
    }
}
