import Platform
import SystemPackage

extension SigningKey {
    /// Writes the key durably into a new file that only its owner can read.
    ///
    /// - Parameters:
    ///   - folder: the folder. It is created if it is missing.
    ///   - file: the name of the file within the folder.
    /// - Returns: the path of the file.
    /// - Throws: `LogError.keyExists` if there is already a file of that name; `.cannotCreate` if it cannot
    ///   be written.
    package func write(into folder: FilePath, as file: String) throws(LogError) -> FilePath {
        let path = folder.appending(file)
        try Self.makeFolder(folder, permissions: .ownerReadWriteExecute)
        try LogError.converting(
            path,
            special: { [name] error in
                error == .fileExists
                    ? .keyExists(name: name, path: path)
                    : .cannotCreate(path: path, reason: error.description)
            }
        ) { () throws(Errno) in try path.create(Array("\(line)\n".utf8), permissions: .ownerReadWrite) }
        return path
    }

    /// Checks that a key of this name can be written, so that the caller can fail before it changes anything.
    /// The folder is created if it is missing.
    ///
    /// - Throws: `LogError.keyExists` or `.cannotCreate`.
    package static func checkPlace(in folder: FilePath, of name: String) throws(LogError) {
        try makeFolder(folder, permissions: .ownerReadWriteExecute)
        let path = folder.appending(name)
        if path.isTaken { throw .keyExists(name: name, path: path) }
        if !folder.allowsNewFiles {
            throw .cannotCreate(path: path, reason: Errno.permissionDenied.description)
        }
    }

    /// Reads a key file. Only its owner may have access to it.
    ///
    /// - Throws: `LogError.keyNotFound`, `.notPermitted`, `.keyIsOpen`, `.notASigningKey` or `.failed`.
    package init(at path: FilePath) throws(LogError) {
        let file: OpenFile
        do {
            // `.nonBlocking`: opening a named pipe must not block.
            file = try OpenFile(path, .readOnly, .nonBlocking)
        } catch {
            switch error {
            case .noSuchFileOrDirectory, .notDirectory: throw .keyNotFound(path: path)
            case .permissionDenied, .notPermitted: throw .notPermitted(path: path)
            default: throw .failed(path: path, reason: error.description)
            }
        }
        let status = try LogError.converting(path, file.status)
        guard status.type == .regular else { throw .notASigningKey(path: path) }
        let permissions = status.permissions.intersection(.all)
        guard permissions.isDisjoint(with: [.groupReadWriteExecute, .otherReadWriteExecute]) else {
            throw .keyIsOpen(path: path, mode: Int(permissions.rawValue))
        }
        // The line of a key with the longest allowed name (100 characters) has 168 bytes.
        let bytes = try LogError.converting(path) { () throws(Errno) in try file.read(1024, at: 0) }
        guard let key = SigningKey(line: String(decoding: bytes, as: UTF8.self)) else {
            throw .notASigningKey(path: path)
        }
        self = key
    }

    /// Creates a folder and its missing parent folders.
    ///
    /// - Throws: `LogError.cannotCreate`.
    package static func makeFolder(_ path: FilePath, permissions: FilePermissions) throws(LogError) {
        try LogError.converting(path, special: { .cannotCreate(path: path, reason: $0.description) }) {
            () throws(Errno) in try path.makeFolder(permissions: permissions)
        }
    }
}
