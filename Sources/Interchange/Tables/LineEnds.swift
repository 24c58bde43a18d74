/// How the lines of a text end.
enum LineEnds {
    /// As on a Macintosh of old; spreadsheets still write it.
    case carriageReturn
    case lineFeed

    /// By the first line's end that stands in no quotation marks; nil where none is seen so far.
    init?(_ bytes: [UInt8], quote: UInt8?) {
        var isQuoted = false
        for (index, byte) in bytes.enumerated() {
            if byte == quote {
                isQuoted.toggle()
            } else if !isQuoted, byte == UInt8(ascii: "\n") {
                self = .lineFeed
                return
            } else if !isQuoted, byte == UInt8(ascii: "\r"), index + 1 < bytes.count {
                self = bytes[index + 1] == UInt8(ascii: "\n") ? .lineFeed : .carriageReturn
                return
            }
        }
        return nil
    }

    /// With line feeds.
    func unified(_ bytes: [UInt8]) -> [UInt8] {
        guard case .carriageReturn = self else { return bytes }
        return bytes.map { $0 == UInt8(ascii: "\r") ? UInt8(ascii: "\n") : $0 }
    }
}
