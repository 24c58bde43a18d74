import Platform
import SystemPackage

extension FilePath {
    /// The path as a `file:` URI for SQLite. A URI can express every byte, and no file name has a special meaning in
    /// it (https://www.sqlite.org/uri.html).
    ///
    /// - Parameter query: `?` and parameters of SQLite's, or nothing.
    func sqliteName(_ query: String = "") -> String {
        let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
        let digits = Array("0123456789ABCDEF".unicodeScalars)
        var name = isAbsolute ? "file://" : "file:"
        for byte in bytes {
            if plain.contains(byte) {
                name.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                name.unicodeScalars.append(contentsOf: ["%", digits[Int(byte >> 4)], digits[Int(byte & 15)]])
            }
        }
        return name + query
    }
}
