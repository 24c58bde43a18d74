/// The line end that a text uses.
enum LineEnds {
    /// CR alone, as on the classic Mac OS; some spreadsheets still write it.
    case carriageReturn
    case lineFeed

    /// Detects the line end by the first one outside quotation marks; nil if the bytes do not show it yet.
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

    /// The bytes with each line end CR replaced by LF.
    func unified(_ bytes: [UInt8]) -> [UInt8] {
        guard case .carriageReturn = self else { return bytes }
        return bytes.map { $0 == UInt8(ascii: "\r") ? UInt8(ascii: "\n") : $0 }
    }
}
