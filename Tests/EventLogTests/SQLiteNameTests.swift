import Platform
import SystemPackage
import Testing
import TimeLimits

@testable import EventLog

@Suite(.endsInTime) struct SQLiteNameTests {
    @Test(arguments: [
        ("/a b/c?d#e%f", "file:///a%20b/c%3Fd%23e%25f"), ("file:a.db", "file:file%3Aa.db"),
        ("x.db", "file:x.db"),
    ])
    func `SQLite is told a path so that nothing in it means something else`(path: String, name: String) {
        #expect(FilePath(argument: path).sqliteName() == name)
    }
}
