import SystemPackage
import Testing
import TimeLimits

@testable import Platform

@Suite(.endsInTime) struct PathTests {
    @Test(
        arguments: [
            [], Array("/var/log/Köln.db".utf8), [0x4D, 0xFC, 0x6E], [0xFF, 0xFE], [0x80], [0xC3],
            [0xC3, 0x28],
            [0xE2, 0x82], [0xE2, 0x82, 0x41], [0xF0, 0x9F, 0x98], [0xF0, 0x9F, 0x98, 0x80],
            [0xED, 0xA0, 0x80],
            [0xC0, 0xAF], [0xF4, 0x8F, 0xBB, 0xBC], [0xF4, 0x90, 0x80, 0x80], [0x2F, 0xCC, 0x88, 0x2F],
        ] as [[UInt8]])
    func `any bytes are the same after they were a string`(bytes: [UInt8]) {
        #expect(String(pathBytes: bytes).pathBytes == bytes)
    }

    @Test func `two paths are never one string`() {
        let all = (0x80...0xFF).map { String(pathBytes: [UInt8($0)]) }
        #expect(Set(all).count == all.count)
        // The scalar that stands for the byte 0xFC, written in a path as itself.
        #expect(String(pathBytes: Array("\u{10FEFC}".utf8)) != String(pathBytes: [0xFC]))
    }

    @Test func `what is UTF-8 stays as it is, and is shown so`() {
        #expect(String(pathBytes: Array("München/😀".utf8)) == "München/😀")
        #expect("München/😀".shown == "München/😀")
        #expect(!"München/😀".holdsPathBytes)
    }

    @Test func `a byte that is no UTF-8 is shown by its number`() {
        #expect(String(pathBytes: [0x4D, 0xFC, 0x6E]).shown == "M\\xFCn")
    }

    @Test func `a folder is found before a name that begins with a combining letter`() {
        #expect(FilePath("/a/\u{308}b").folder == "/a")
        #expect(FilePath("b").folder == ".")
        #expect(FilePath("/b").folder == "/")
    }

    @Test func `a path of any bytes is the same after it was an argument, and is shown by their numbers`() {
        let bytes: [UInt8] = [0x2F, 0x4D, 0xFC, 0x6E]
        let path = FilePath(argument: String(pathBytes: bytes))
        #expect(path.bytes == bytes)
        #expect(FilePath(argument: path.argument) == path)
        #expect("\(path)" == "/M\\xFCn")
        #expect(path.suffixed("-wal").bytes == bytes + Array("-wal".utf8))
    }

    @Test func `a path with NUL in it names nothing, and not what stands before the NUL`() {
        #expect(!FilePath(argument: "/tmp\0/x").exists)
        #expect(FilePath(argument: "/tmp").exists)
    }
}
