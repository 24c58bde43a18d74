import Foundation
import Testing
import TimeLimits

/// What the system loads before the program begins.
@Suite(.endsInTime) struct LinkedLibrariesTests {
    /// Beside the test's own bundle.
    private let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("chancery")

    /// All of it is as large again as the program, and a third of a command's time; its essentials are what reading a command
    /// line and signing need.
    @Test func `of Foundation the program needs the essentials alone`() throws {
        let bytes = try Data(contentsOf: program)
        let needed = { (library: String) in bytes.range(of: Data("\(library).so\0".utf8)) != nil }
        #expect(needed("libFoundationEssentials"), "This test no longer sees what is needed.")
        for library in ["libFoundation", "libFoundationInternationalization", "lib_FoundationICU"] {
            #expect(!needed(library), "\(library)")
        }
    }
}
