import CLinux
import Glibc

/// What the system knows about this process and its user.
package enum CurrentProcess {
    /// The process's number.
    package static var id: Int32 { getpid() }

    /// The number of the user that this process runs as.
    package static var user: UInt32 { getuid() }

    /// The user's login name; nil if the system has none. It may have bytes that are not UTF-8, in the form of
    /// `String.init(pathBytes:)`.
    package static var login: String? { getpwuid(getuid()).map { String(pathPointer: $0.pointee.pw_name) } }

    /// The environment variables, with bytes that are not UTF-8 in the form of `String.init(pathBytes:)`.
    package static var environment: [String: String] {
        var environment: [String: String] = [:]
        var pointer = environ
        while let entry = pointer.pointee {
            let text = String(pathPointer: entry).unicodeScalars
            if let equals = text.firstIndex(of: "=") {
                environment[String(text[..<equals])] = String(text[text.index(after: equals)...])
            }
            pointer += 1
        }
        return environment
    }

    /// Whether a process of this number runs on this machine.
    package static func isRunning(_ id: Int32) -> Bool { kill(id, 0) == 0 || errno != ESRCH }

    /// Ends this process.
    package static func exit(_ code: Int32) -> Never { Glibc.exit(code) }

    /// Returns freed memory to the system. Otherwise the C library keeps it for later allocations.
    package static func returnFreedMemory() { linux_return_freed_memory() }

    /// Makes threads that start later allocate from one shared heap. With a heap for each thread, memory that one
    /// thread frees could not be used by another.
    static func shareOneHeap() { linux_share_one_heap() }
}
