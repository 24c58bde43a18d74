import Platform
import SystemPackage

/// A copy of a log that is being written. It is an unnamed file (`O_TMPFILE`) until it is complete, so it
/// disappears if the process is killed.
struct LogCopy {
    private let place: NewFile
    private let file: OpenFile
    /// The temporary name, on file systems without unnamed files. If the process is killed, the next copy to
    /// the same path deletes it.
    private let draft: Draft?

    init(to place: NewFile) throws(LogError) {
        self.place = place
        if let unnamed = try? OpenFile.unnamed(in: place.path.folder, permissions: .ownerReadWrite),
            unnamed.canGetName
        {
            (file, draft) = (unnamed, nil)
            return
        }
        let draft = Draft(of: place)
        self.draft = draft
        file = try LogError.converting(
            place.name, special: { .cannotCreate(path: place.name, reason: $0.description) }
        ) { () throws(Errno) in
            try OpenFile(
                draft.path, .readWrite, [.create, .exclusiveCreate, .noFollow], permissions: .ownerReadWrite)
        }
    }

    func close() {
        file.close()
        draft?.clear()
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(LogError) {
        try LogError.converting(place.name) { () throws(Errno) in try file.write(bytes, at: offset) }
    }

    /// Sets the copy's size and the owner, group and mode of the original, and then gives it its name,
    /// durably.
    func finish(size: Int, like log: LogFile) throws(LogError) {
        try LogError.converting(place.name) { () throws(Errno) in
            let status = try log.file.status()
            try file.resize(to: size)
            var permissions = status.permissions.intersection(.all)
            // If not even the group can be kept, the copy's own group must not get the rights of the original's.
            if !file.setOwner(like: status) { permissions.subtract(.groupReadWriteExecute) }
            try file.setPermissions(permissions)
            try file.sync()
        }
        if let draft { return try draft.moveIntoPlace() }
        try place.settle { path throws(Errno) in try file.giveName(path) }
    }
}
