import Glibc

/// What Scripts/fuzz runs: `fuzz` names the doors, `fuzz DOOR words` gives the words that stand in its inputs,
/// `fuzz DOOR …` has libFuzzer send inputs through it; what follows is for libFuzzer.
@main
enum Fuzzer {
    nonisolated(unsafe) private static var door = Door.json

    static func main() {
        guard CommandLine.arguments.count > 1 else {
            for door in Doors.all { print(door.name) }
            return
        }
        guard let door = Doors.all.first(where: { $0.name == CommandLine.arguments[1] }) else { exit(64) }
        if CommandLine.arguments.dropFirst(2).first == "words" {
            for word in door.words { print("\"\(escaped(word))\"") }
            return
        }
        self.door = door
        // Where each input takes its time, there is none to begin with short ones.
        let limits = ["-max_len=\(door.longest)"] + (door.changes < 100 ? ["-len_control=0"] : [])
        let arguments = [CommandLine.arguments[0]] + limits + CommandLine.arguments.dropFirst(2)
        var count = Int32(arguments.count)
        var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        exit(
            pointers.withUnsafeMutableBufferPointer { buffer in
                var start = buffer.baseAddress
                return runDriver(&count, &start) { bytes, count in
                    Fuzzer.send(Array(UnsafeBufferPointer(start: bytes, count: count)))
                    return 0
                }
            })
    }

    private static func send(_ bytes: [UInt8]) {
        do {
            try door.send(bytes)
        } catch {
            let words = "A promise does not hold at the door \(door.name): \(error)\n"
            _ = words.withCString { write(STDERR_FILENO, $0, strlen($0)) }
            abort()
        }
    }

    /// As libFuzzer's dictionaries have it.
    private static func escaped(_ word: String) -> String {
        word.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): "\\" + String(Unicode.Scalar(byte))
            case 0x20...0x7E: String(Unicode.Scalar(byte))
            default: "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }.joined()
    }
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<Int32>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ send: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32
