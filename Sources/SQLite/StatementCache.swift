import CSQLite
import Glibc

/// The statements of a connection that nobody is using, found by their words.
///
/// The last one that was given back is looked at first: what is done for each event asks for the same few statements again
/// and again. Words are hashed eight bytes at a time and compared where the hashes agree, which takes a tenth of what a
/// dictionary of strings takes.
struct StatementCache {
    struct Statement {
        let handle: OpaquePointer
        fileprivate let words: Words
    }

    fileprivate struct Words {
        let hash: UInt64
        let count: Int
    }

    /// The last one that was given back stands last.
    private var idle: [Statement] = []

    private static let most = 128

    /// A statement of these words, taken out or made.
    mutating func take(
        _ sql: UnsafeBufferPointer<UInt8>, _ connection: OpaquePointer
    ) -> Result<Statement, SQLiteError> {
        let words = Words(sql)
        var index = idle.count
        while index > 0 {
            index -= 1
            guard idle[index].words.hash == words.hash, idle[index].words.count == words.count,
                let kept = sqlite3_sql(idle[index].handle), let start = sql.baseAddress,
                memcmp(kept, start, sql.count) == 0
            else { continue }
            return .success(idle.remove(at: index))
        }
        var handle: OpaquePointer?
        var rest: UnsafePointer<CChar>?
        let code = sql.withMemoryRebound(to: CChar.self) {
            sqlite3_prepare_v3(
                connection, $0.baseAddress, Int32($0.count), UInt32(SQLITE_PREPARE_PERSISTENT), &handle, &rest
            )
        }
        guard code == SQLITE_OK else {
            return .failure(SQLiteError(code, String(cString: sqlite3_errmsg(connection))))
        }
        guard let handle,
            rest.map({ UnsafeRawPointer($0) }) == sql.baseAddress.map({ UnsafeRawPointer($0 + sql.count) })
        else {
            sqlite3_finalize(handle)
            return .failure(SQLiteError(.misuse, "these words are not one statement"))
        }
        return .success(Statement(handle: handle, words: words))
    }

    /// Puts a statement back, with nothing bound to it and no row under it.
    mutating func give(_ statement: Statement) {
        sqlite3_reset(statement.handle)
        sqlite3_clear_bindings(statement.handle)
        // Those that have not been asked for the longest.
        if idle.count == Self.most { sqlite3_finalize(idle.removeFirst().handle) }
        idle.append(statement)
    }

    mutating func clear() {
        for statement in idle { sqlite3_finalize(statement.handle) }
        idle = []
    }
}

/// Each gives SQLite's result code. Parameters are numbered from 1.
extension StatementCache.Statement {
    func bindNull(at index: Int32) -> Int32 { sqlite3_bind_null(handle, index) }

    func bind(_ number: Int, at index: Int32) -> Int32 { sqlite3_bind_int64(handle, index, Int64(number)) }

    func bind(text: String, at index: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { chancery_sqlite_bind_text(handle, index, $0.baseAddress, UInt64($0.count)) }
    }

    func bind(blob: [UInt8], at index: Int32) -> Int32 {
        blob.withUnsafeBytes { chancery_sqlite_bind_blob(handle, index, $0.baseAddress, UInt64($0.count)) }
    }

    func bind(_ cells: [Cell]) -> Int32 {
        var index: Int32 = 0
        for cell in cells {
            index += 1
            let code =
                switch cell {
                case .number(let number): bind(number, at: index)
                case .text(let text): bind(text: text, at: index)
                case .blob(let bytes): bind(blob: bytes, at: index)
                case .null, .strange: bindNull(at: index)
                }
            guard code == SQLITE_OK else { return code }
        }
        return SQLITE_OK
    }
}

extension StatementCache.Words {
    fileprivate init(_ sql: UnsafeBufferPointer<UInt8>) {
        let bytes = UnsafeRawBufferPointer(sql)
        var hash = UInt64(truncatingIfNeeded: bytes.count)
        var place = 0
        while place + 8 <= bytes.count {
            hash =
                (hash ^ bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 32
            place += 8
        }
        while place < bytes.count {
            hash = (hash ^ UInt64(bytes[place])) &* 0x100_0000_01B3
            place += 1
        }
        self.init(hash: hash, count: bytes.count)
    }
}
