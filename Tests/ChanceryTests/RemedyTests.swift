import EventLog
import Interchange
import Testing
import TimeLimits

@testable import chancery

@Suite(.endsInTime) struct RemedyTests {
    @Test(arguments: [
        FileSignature.workbook, .oldWorkbook, .openDocument, .zip, .bzip2, .xz, .zstd, .pdf, .html, .database,
        .signingKey,
        .utf16,
    ])
    func `what is no table is told what to do instead`(signature: FileSignature) throws {
        let error = try #require(CommandError(TableError.notText("t", signature)))
        #expect(error.code == 65)
        #expect(error.problem == "t \(signature.what).")
        #expect(error.remedy.hasSuffix(".") && error.remedy.count > 10)
    }

    @Test func `an error that no room explains is unforeseen`() throws {
        struct Unforeseen: Error {}
        #expect(CommandError(Unforeseen()) == nil)
        #expect(try #require(CommandError(LogError.nothingToRestore)).code == 65)
    }
}
