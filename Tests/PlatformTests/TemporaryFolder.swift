import Platform
import SystemPackage

/// A folder for one test, which removes it at its end.
struct TemporaryFolder {
    let path: FilePath

    init() throws {
        path = FilePath("/tmp/chancery-platform-\(UInt64.random(in: .min ... .max))")
        try path.makeFolder(permissions: .ownerReadWriteExecute)
    }

    func remove() {
        _ = ChildProcess.run(shell: "rm -rf \"$1\"", [path.argument], environment: CurrentProcess.environment)
    }
}
