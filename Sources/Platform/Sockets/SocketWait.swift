import Glibc

/// Waits for sockets that a C library has opened.
package enum SocketWait {
    /// Waits until there is something to read from a socket, or it has been closed.
    ///
    /// - Parameters:
    ///   - socket: the socket's descriptor; a negative one counts as closed.
    ///   - milliseconds: how long to wait at most. A signal may end the wait early.
    /// - Returns: false if the time has passed.
    package static func untilReadable(_ socket: Int32, milliseconds: Int) -> Bool {
        guard socket >= 0 else { return true }
        var descriptor = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, Int32(clamping: milliseconds)) != 0
    }
}
