import Platform
import SQLite
import SystemPackage

extension EventStore {
    /// The messages of SQLite's `integrity_check`; none if its pages and indexes are sound.
    package func integrityFindings() throws -> [String] {
        try read { db in
            try PreparedStatement(db, "PRAGMA integrity_check(1000)").all { $0.textBeforeNUL(0) }
                .filter { $0 != "ok" }
        }
    }

    /// Puts another log in the place of one, and keeps the old one under a name of its own. At every moment there is a
    /// whole log at `path`. Nobody may have either open.
    ///
    /// - Throws: `LogError.busy` if somebody has the old log open for writing.
    package static func replace(
        _ path: FilePath, with draft: FilePath, keepingOldAs kept: FilePath
    ) throws(LogError) {
        for suffix in ["-wal", "-journal"] where path.suffixed(suffix).exists || draft.suffixed(suffix).exists
        {
            throw LogError.busy(path: path, seconds: 0)
        }
        try LogError.converting(path) { () throws(Errno) in
            try draft.exchange(with: path)
            try draft.renameToNew(kept)
            try path.folder.sync()
        }
    }

    /// Writes a copy of the log as it is now into a new file, while other processes go on writing.
    ///
    /// - Throws: `LogError.exists` if there is already a file at `path`, `.cannotCreate`, `.full` and others.
    package func backup(to path: FilePath) throws {
        let copy = try LogCopy(to: NewFile(path))
        defer { copy.close() }
        let size = try LogImage(file, wait).read { try copy.write($0, at: $1) }
        try copy.finish(size: size, like: file)
    }
}
