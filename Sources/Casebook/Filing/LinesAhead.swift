/// The lines of a file, read by a second thread as far ahead as there is room.
struct LinesAhead<Line: Sendable> {
    private let conveyor = Conveyor<[Line]>(room: 24)
    private let reading: Alongside<Void>

    /// Bytes of text that make one unit of room, and lines that are handed over at once: one at first and then twice as many each
    /// time, so that what is wrong with the beginning of a file is said while the rest of it is still to come.
    private static var unit: Int { 1 << 15 }
    private static var batch: Int { 128 }

    /// - Parameters:
    ///   - size: the bytes of a line.
    ///   - begin: gives what gives the next line, and nil after the last. Both are called on the second thread alone, and what they
    ///     remember goes with it.
    init(size: @escaping @Sendable (Line) -> Int, _ begin: @escaping () -> () throws -> Line?) {
        nonisolated(unsafe) let begin = begin
        reading = Alongside { [conveyor] in
            defer { conveyor.end() }
            let next = begin()
            var (batch, bytes, count) = ([Line](), 0, 1)
            do {
                while let line = try next() {
                    batch.append(line)
                    bytes += size(line)
                    guard batch.count == count || bytes >= Self.unit else { continue }
                    guard conveyor.give(batch, size: bytes / Self.unit) else { return }
                    (batch, bytes, count) = ([], 0, min(2 * count, Self.batch))
                }
            } catch {
                // What came before it is dealt with first.
                _ = conveyor.give(batch)
                throw error
            }
            _ = conveyor.give(batch)
        }
    }

    /// nil after the last. Throws what reading them did.
    func next() throws -> [Line]? {
        if let batch = conveyor.take() { return batch }
        try reading.finished {}
        return nil
    }

    /// Not waited for: who reads may be waiting for a pipe.
    func stop() { conveyor.stop() }
}
