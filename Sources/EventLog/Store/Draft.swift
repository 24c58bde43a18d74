import Platform
import SystemPackage

/// The path of a file that is to be created. Neither the file nor side files of another log may be there:
/// SQLite would treat them as part of the new file.
struct NewFile {
    /// The path as the user typed it, for error messages.
    let name: FilePath
    /// The absolute path, with symbolic links in the folder resolved.
    let path: FilePath

    init(_ name: FilePath) throws(LogError) {
        self.name = name
        guard let file = name.lastComponent, file.kind == .regular else {
            throw .cannotCreate(path: name, reason: "it is not the name of a file")
        }
        let folder = try LogError.converting(
            name,
            special: { error in
                // The system's message would not say whether the file or its folder is missing.
                .cannotCreate(
                    path: name,
                    reason: error == .noSuchFileOrDirectory ? "its folder does not exist" : error.description)
            }, name.folder.resolved)
        path = folder.appending(file)
        try check()
        guard folder.allowsNewFiles else {
            throw .cannotCreate(path: name, reason: "its folder cannot be written to")
        }
    }

    /// Throws if the path or a side file's path is taken. The check is repeated before the finished file gets
    /// its name.
    func check() throws(LogError) {
        guard !path.isTaken else { throw .exists(path: name) }
        for suffix in SideFile.all {
            guard let type = SideFile.wrongType(at: path.suffixed(suffix)) else { continue }
            throw .sideFileInTheWay(path: name, file: name.suffixed(suffix), type: type)
        }
        // A lock file contains no data, so one may be left over.
        for suffix in SideFile.ofSQLite where path.suffixed(suffix).isTaken {
            throw .sideFileLeft(path: name, file: name.suffixed(suffix))
        }
    }

    /// Gives a finished file its name, durably. After an error there is no file at the path.
    ///
    /// - Parameter rename: gives the file the name that it is passed, and fails where that is taken.
    func settle(_ rename: (FilePath) throws(Errno) -> Void) throws(LogError) {
        try check()
        try LogError.converting(
            name,
            special: { error in
                error == .fileExists
                    ? .exists(path: name) : .cannotCreate(path: name, reason: error.description)
            }
        ) { () throws(Errno) in try rename(path) }
        do {
            try LogError.converting(name, path.folder.sync)
        } catch {
            try? path.remove()
            throw error
        }
    }
}

/// A file that is created under a temporary name beside its final path and renamed when it is complete. A
/// partial file is never visible under the final name. SQLite's side files and the lock file of the draft are
/// handled with it.
struct Draft {
    private static let suffixes = [""] + SideFile.all

    /// The temporary path. It contains the process id: two processes may create the same file, and only one
    /// of them gets the name.
    let path: FilePath
    private let place: NewFile

    /// Removes drafts of the same file that killed processes have left.
    init(of place: NewFile) {
        self.place = place
        path = place.path.suffixed(".new-\(CurrentProcess.id)")
        clear()
        clearAbandoned()
    }

    func clear() { for suffix in Self.suffixes { try? path.suffixed(suffix).remove() } }

    /// Syncs the finished file and checks that the final path is still free.
    func finish() throws(LogError) {
        try LogError.converting(place.name, path.sync)
        try place.check()
    }

    /// Renames the finished file durably. It never replaces another file. After an error there is no file at
    /// the final path.
    func moveIntoPlace() throws(LogError) {
        try finish()
        try place.settle { path throws(Errno) in try self.path.renameToNew(path) }
    }

    /// Deletes drafts of the same file whose processes no longer exist.
    ///
    /// On a shared disk, a process on another machine may look as if it did not exist. Then its draft is
    /// deleted and its work fails at the end, without damage.
    private func clearAbandoned() {
        let prefix = FilePath(root: nil, place.path.lastComponent.map { [$0] } ?? []).suffixed(".new-").bytes
        for entry in place.path.folder.entries() {
            let name = FilePath(root: nil, [entry]).bytes
            guard name.starts(with: prefix) else { continue }
            let rest = name.dropFirst(prefix.count)
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            guard Self.suffixes.contains(where: { rest.dropFirst(digits.count).elementsEqual($0.utf8) }),
                let process = Int32(String(decoding: digits, as: UTF8.self)),
                process > 0, !CurrentProcess.isRunning(process)
            else { continue }
            try? place.path.folder.appending(entry).remove()
        }
    }
}
