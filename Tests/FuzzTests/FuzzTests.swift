import Foundation
import Testing

/// Sends what lies in `Fixtures/fuzz`, and a few thousand changes of it, through every door. A trap ends the whole run.
///
/// The seed is 1, or `$FUZZ_SEED`.
@Suite(.serialized) struct FuzzTests {
    private static let seed = ProcessInfo.processInfo.environment["FUZZ_SEED"].flatMap { UInt64($0) } ?? 1

    @Test(arguments: Doors.all.map(\.name))
    func `what comes through a door is taken or refused`(name: String) throws {
        let door = try #require(Doors.all.first { $0.name == name })
        let inputs = try Self.inputs(of: door)
        #expect(!inputs.isEmpty, "Fixtures/fuzz/\(name) is empty")
        for (file, bytes) in inputs {
            do {
                try door.send(bytes)
            } catch {
                Issue.record("\(name)/\(file): \(error)")
            }
        }
        print(
            "The door \(name): \(inputs.count) inputs, and \(door.changes) changes with the seed \(Self.seed)"
        )
        let start = ContinuousClock.now
        var changer = Changer(inputs.map(\.bytes), words: door.words, longest: door.longest, seed: Self.seed)
        for number in 1...door.changes {
            let bytes = changer.next()
            do {
                try door.send(bytes)
            } catch {
                let input = Data(bytes).base64EncodedString()
                Issue.record(
                    "\(name), seed \(Self.seed), change \(number): \(error); the input, in base64: \(input)")
                return
            }
        }
        print("The door \(name): done in \(ContinuousClock.now - start)")
    }

    @Test func `the first inputs are small, and of a door that there is`() throws {
        var total = 0
        for folder in try FileManager.default.contentsOfDirectory(atPath: Self.fixtures) {
            let door = try #require(Doors.all.first { $0.name == folder }, "there is no door \(folder)")
            for (file, bytes) in try Self.inputs(of: door) {
                #expect(bytes.count <= door.longest, "\(folder)/\(file)")
                total += bytes.count
            }
        }
        #expect(total < 200 * 1024)
    }

    private static let fixtures: String = {
        let package = #filePath.split(separator: "/").dropLast(3)
        return "/" + (package + ["Fixtures", "fuzz"]).joined(separator: "/")
    }()

    private static func inputs(of door: Door) throws -> [(file: String, bytes: [UInt8])] {
        let folder = "\(fixtures)/\(door.name)"
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { file in
            (file, Array(try Data(contentsOf: URL(filePath: "\(folder)/\(file)"))))
        }
    }
}

/// Makes new inputs out of old ones.
private struct Changer {
    private let inputs: [[UInt8]]
    private let words: [[UInt8]]
    private let longest: Int
    private var state: UInt64

    init(_ inputs: [[UInt8]], words: [String], longest: Int, seed: UInt64) {
        self.inputs = inputs
        self.words = words.map { Array($0.utf8) }
        self.longest = longest
        state = seed
    }

    mutating func next() -> [UInt8] {
        var bytes = one(of: inputs) ?? []
        for _ in 0...number(below: 4) { change(&bytes) }
        return Array(bytes.prefix(longest))
    }

    private mutating func change(_ bytes: inout [UInt8]) {
        let place = number(below: bytes.count + 1)
        let end = min(bytes.count, place + 1 + number(below: 16))
        switch number(below: 8) {
        case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8(number(below: 8))
        case 1 where place < bytes.count: bytes[place] = one(of: [0, 1, 0x0A, 0x22, 0x7F, 0x80, 0xFF]) ?? 0
        case 2: bytes.insert(UInt8(number(below: 256)), at: place)
        case 3: bytes.removeSubrange(place..<end)
        case 4: bytes.insert(contentsOf: bytes[place..<end], at: number(below: bytes.count + 1))
        case 5: bytes.removeSubrange(place...)
        case 6:
            let other = one(of: inputs) ?? []
            bytes.replaceSubrange(place..., with: other.dropFirst(number(below: other.count + 1)))
        default: bytes.insert(contentsOf: one(of: words) ?? [], at: place)
        }
    }

    private mutating func one<Element>(of list: [Element]) -> Element? {
        list.isEmpty ? nil : list[number(below: list.count)]
    }

    private mutating func number(below limit: Int) -> Int { Int(random() % UInt64(limit)) }

    /// SplitMix64.
    private mutating func random() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
