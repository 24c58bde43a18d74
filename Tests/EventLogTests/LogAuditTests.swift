import Testing
import TimeLimits

@testable import EventLog

@Suite(.endsInTime) struct LogAuditTests {
    @Test func `bytes that nothing reads are found in each column of text`() throws {
        let log = try ScratchLog(events: 1)
        let rows: [(stream: String, key: String?, text: String)] = [
            ("d\u{0}e", "a", "{}"), ("d", "b\u{0}", "{}"), ("d", "c", "{}\u{0}{}"), ("d", "e", "{}"),
            ("d", nil, "{}"),
        ]
        try log.store.write { db in
            for (number, row) in rows.enumerated() {
                try Log(db).append(
                    Log.Entry(
                        id: [UInt8](repeating: UInt8(number + 2), count: 16), stream: row.stream,
                        recordedAt: 9000, key: row.key, text: row.text),
                    at: number + 2)
            }
        }
        var misread: [Int] = []
        try log.store.read { db in
            try LogAudit(db).forEachRow { if $0.isMisread { misread.append($0.position) } }
        }
        #expect(misread == [2, 3, 4])
    }
}
