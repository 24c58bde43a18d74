import FoundationEssentials

extension Sequence<UInt8> {
    /// Two digits a byte, in lower case.
    package var hexadecimal: String {
        var digits: [UInt8] = []
        // An array is gone through at once, and this at a call a byte.
        for byte in Array(self) {
            digits.append(hexadecimalDigits[Int(byte >> 4)])
            digits.append(hexadecimalDigits[Int(byte & 15)])
        }
        return String(decoding: digits, as: UTF8.self)
    }

    /// RFC 4648, section 4.
    package var base64: String { Data(self).base64EncodedString() }
}

extension Array<UInt8> {
    /// The bytes that a text of base64 (RFC 4648, section 4) stands for. nil for any text but the one that encoding them
    /// gives: two texts that stand for the same bytes would let somebody change a proof unnoticed.
    package init?(base64 text: some StringProtocol) {
        guard let data = Data(base64Encoded: String(text)), data.base64EncodedString() == text else {
            return nil
        }
        self = Array(data)
    }
}

private let hexadecimalDigits = Array("0123456789abcdef".utf8)
