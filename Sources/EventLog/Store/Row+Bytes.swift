import FoundationEssentials
import GRDB

extension Row {
    /// A blob's bytes; none where the column is NULL or no blob, as a damaged log may have it.
    package func bytes(_ index: Int) -> [UInt8] {
        Data.fromDatabaseValue(self[index] as DatabaseValue).map { Array($0) } ?? []
    }

    /// A column's text; empty where it is no text, as a damaged log may have it.
    package func text(_ index: Int) -> String {
        if case .string(let text) = (self[index] as DatabaseValue).storage { text } else { "" }
    }

    /// The text of a column that was cast to a blob, and so is read to its end: a text is read to its first NUL.
    package func wholeText(_ index: Int) -> String { String(decoding: bytes(index), as: UTF8.self) }

    /// A column's whole number; 0 where it is none.
    package func number(_ index: Int) -> Int { optionalNumber(index) ?? 0 }

    package func optionalNumber(_ index: Int) -> Int? {
        if case .int64(let number) = (self[index] as DatabaseValue).storage { Int(number) } else { nil }
    }
}

/// Bytes on their way into a blob.
package struct Blob: DatabaseValueConvertible {
    private let data: Data

    package init(_ bytes: [UInt8]) { data = Data(bytes) }

    package var databaseValue: DatabaseValue { data.databaseValue }

    package static func fromDatabaseValue(_ value: DatabaseValue) -> Blob? {
        Data.fromDatabaseValue(value).map { Blob(Array($0)) }
    }
}
