import Glibc

/// Programs that this process runs.
package enum ChildProcess {
    /// Runs a command of the shell with its arguments, and waits for its end. Until then Ctrl-C is for the command
    /// only.
    ///
    /// - Parameters:
    ///   - command: a line for `/bin/sh`, in which `$1` is the first argument.
    ///   - arguments: in the form of `String.init(pathBytes:)`.
    ///   - environment: the variables of the command, in the same form.
    /// - Returns: the command's exit code; 127 if there is no such program; 128 and the signal's number if a signal
    ///   ended it.
    package static func run(
        shell command: String, _ arguments: [String], environment: [String: String]
    ) -> Int32 {
        let words = pointers(["/bin/sh", "-c", command, "chancery"] + arguments)
        let variables = pointers(environment.map { "\($0)=\($1)" })
        defer { for pointer in words + variables { free(pointer) } }
        let former = [SIGINT, SIGQUIT].map { (signal: $0, handler: signal($0, SIG_IGN)) }
        defer { for (number, handler) in former { signal(number, handler) } }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var defaults = sigset_t()
        sigemptyset(&defaults)
        for (number, _) in former { sigaddset(&defaults, number) }
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var process = pid_t()
        guard posix_spawn(&process, "/bin/sh", nil, &attributes, words, variables) == 0 else { return 127 }
        var status: Int32 = 0
        guard (try? repeating { waitpid(process, &status, 0) }) != nil else { return 127 }
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
    }

    private static func pointers(_ words: [String]) -> [UnsafeMutablePointer<CChar>?] {
        words.map { word in
            (word.pathBytes.map(CChar.init(bitPattern:)) + [0]).withUnsafeBufferPointer {
                $0.baseAddress.flatMap { strdup($0) }
            }
        } + [nil]
    }
}
