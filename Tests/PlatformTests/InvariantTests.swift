import Platform
import SystemPackage
import Testing

/// What would go on with a wrong state stops the program instead.
@Suite struct InvariantTests {
    @Test func `a file is not used after it was closed`() async {
        await #expect(processExitsWith: .failure) {
            let file = try OpenFile("/dev/null", .readWrite)
            file.close()
            try file.write([1])
        }
        await #expect(processExitsWith: .success) {
            let file = try OpenFile("/dev/null", .readWrite)
            try file.write([1])
            file.close()
            file.close()
        }
    }
}
