import Glibc

/// Which mutation is on. Scripts/mutate puts this file into the copy of each room that it changes, with the path of its work
/// folder in the place of WORK.
enum Mutation {
    /// Some tests start the program in an environment of their own: there it is a file that says the number.
    private static let chosen = number(of: getenv("CHANCERY_MUTANT")) ?? numberInFile()

    /// A byte for each number, shared by all processes: which places are reached. Where the file is missing, nobody asks.
    nonisolated(unsafe) private static let reached: UnsafeMutableRawBufferPointer? = {
        let file = open("WORK/reached", O_RDWR | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        let size = Int(lseek(file, 0, SEEK_END))
        let bytes = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)
        return bytes == MAP_FAILED ? nil : UnsafeMutableRawBufferPointer(start: bytes, count: size)
    }()

    @inline(never) static func isOn(_ number: Int) -> Bool {
        if let reached { reached[number] = 1 }
        return number == chosen
    }

    private static func number(of text: UnsafeMutablePointer<CChar>?) -> Int? {
        text.flatMap { Int(String(cString: $0)) }
    }

    private static func numberInFile() -> Int {
        let file = open("WORK/chosen", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return 0 }
        defer { close(file) }
        var text = [CChar](repeating: 0, count: 16)
        return read(file, &text, 15) > 0 ? number(of: &text) ?? 0 : 0
    }
}
