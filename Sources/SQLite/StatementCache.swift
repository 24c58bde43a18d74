import CBytes
import CSQLite

/// The prepared statements of a connection, by their SQL text.
struct StatementCache {
    /// A prepared statement, and whether it is in use.
    final class Statement {
        let handle: OpaquePointer
        fileprivate let words: Words
        /// Whether the statement is in use.
        @exclusivity(unchecked) fileprivate var isLent = true
        /// Whether the statement stays in the cache when it is given back.
        fileprivate var isKept = false

        fileprivate init(_ handle: OpaquePointer, _ words: Words) {
            self.handle = handle
            self.words = words
        }

        fileprivate func consists(of sql: UnsafeBufferPointer<UInt8>, _ words: Words) -> Bool {
            guard self.words == words, let own = sqlite3_sql(handle), let start = sql.baseAddress else {
                return false
            }
            return bytes_are_equal(own, start, words.count)
        }

        /// Ends the use of the statement: it is reset with nothing bound, or, if it is not in the cache, destroyed.
        func release() {
            guard isKept else {
                sqlite3_finalize(handle)
                return
            }
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
            isLent = false
        }
    }

    /// The hash and the length of an SQL text.
    fileprivate struct Words: Equatable {
        let hash: UInt64
        let count: Int
    }

    /// A hash table with open addressing: each statement is in the slot of its hash, or in the next free one.
    private var table: [Statement?] = Array(repeating: nil, count: 256)
    private var count = 0

    /// Half of the slots stay free, so that a search for a text that is not there ends soon.
    private var isFull: Bool { count == table.count / 2 }

    /// A statement with this text that is not in use; prepared if necessary.
    mutating func acquire(
        _ sql: UnsafeBufferPointer<UInt8>, _ connection: OpaquePointer
    ) -> Result<Statement, SQLiteError> {
        let words = Words(sql)
        var place = Int(truncatingIfNeeded: words.hash) & (table.count - 1)
        while let statement = table[place] {
            if statement.consists(of: sql, words) {
                // While the cached statement is in use, others with the same text are not cached.
                guard !statement.isLent else { return Self.prepare(sql, words, connection) }
                statement.isLent = true
                return .success(statement)
            }
            place = (place + 1) & (table.count - 1)
        }
        let prepared = Self.prepare(sql, words, connection)
        if case .success(let statement) = prepared {
            if isFull { clear() } else { keep(statement, at: place) }
        }
        return prepared
    }

    private static func prepare(
        _ sql: UnsafeBufferPointer<UInt8>, _ words: Words, _ connection: OpaquePointer
    ) -> Result<Statement, SQLiteError> {
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
        return .success(Statement(handle, words))
    }

    private mutating func keep(_ statement: Statement, at place: Int) {
        table[place] = statement
        count += 1
        statement.isKept = true
    }

    /// Empties the cache. Statements that are not in use are destroyed now, the others when they are given back.
    mutating func clear() {
        for case let statement? in table {
            statement.isKept = false
            if !statement.isLent { sqlite3_finalize(statement.handle) }
        }
        table = Array(repeating: nil, count: table.count)
        count = 0
    }
}

/// Each function returns SQLite's result code. Parameters are numbered from 1.
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
        // SQLite would read NULL for a parameter without a value. Where there are no cells the parameters are bound singly.
        precondition(
            cells.isEmpty || cells.count >= Int(sqlite3_bind_parameter_count(handle)),
            "a statement has more parameters than it is given values")
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
