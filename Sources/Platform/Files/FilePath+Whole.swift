import SystemPackage

// Files that are written in one piece, so that nobody ever sees a part of one, even after a power failure.

extension FilePath {
    /// Creates a file with this content and exactly these permissions, and returns when it is on the disk. After an
    /// error there is no file.
    ///
    /// - Throws: `Errno.fileExists` if the name is taken.
    package func create(_ content: [UInt8], permissions: FilePermissions) throws(Errno) {
        let file = try OpenFile(
            self, .writeOnly, [.create, .exclusiveCreate, .noFollow], permissions: permissions)
        do {
            try file.setPermissions(permissions)
            try file.write(content)
            try file.sync()
            try folder.sync()
        } catch {
            try? remove()
            throw error
        }
    }

    /// Replaces the content of a file, or creates it. The former content is there whole until the new one is on the
    /// disk: it is written under another name and renamed.
    package func replace(with content: [UInt8], permissions: FilePermissions) throws(Errno) {
        let draft = suffixed(".new-\(CurrentProcess.id)")
        // Left by a process of the same number that was killed.
        try? draft.remove()
        try draft.create(content, permissions: permissions)
        do {
            try draft.rename(to: self)
        } catch {
            try? draft.remove()
            throw error
        }
        try folder.sync()
    }
}
