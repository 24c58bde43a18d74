import Glibc
import SystemPackage

/// The three streams that a process has from its start.
package enum StandardStream: Int32, Sendable {
    /// Standard input.
    case input = 0
    /// Standard output.
    case output = 1
    /// Standard error.
    case error = 2

    /// Whether the stream is a terminal.
    package var isTerminal: Bool { isatty(rawValue) == 1 }

    /// The width of the terminal in columns; nil if the stream is no terminal or its width is not known.
    package var columns: Int? {
        var size = winsize()
        guard isTerminal, ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Identifies the terminal and the session that this process belongs to; nil if the stream is no terminal.
    package var sessionName: String? { ttyname(rawValue).map { "\(String(cString: $0)).\(getsid(0))" } }

    /// Writes all bytes.
    package func write(_ bytes: [UInt8]) throws(Errno) {
        try rethrowing { _ = try descriptor.writeAll(bytes) }
    }

    private var descriptor: FileDescriptor { FileDescriptor(rawValue: rawValue) }

    /// Reads the next bytes, at most `count`; none at the end.
    package func read(upTo count: Int) throws(Errno) -> [UInt8] { try descriptor.read(upTo: count) }

    /// Reads to the end.
    ///
    /// - Parameter limit: the reading stops after this many bytes, or up to 64 KiB later.
    package func readToEnd(limit: Int) throws(Errno) -> [UInt8] { try descriptor.readToEnd(limit: limit) }
}
