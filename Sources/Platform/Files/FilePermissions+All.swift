import SystemPackage

extension FilePermissions {
    /// Reading, writing and executing for owner, group and others: permissions without the bits that have another
    /// meaning (set-user-ID and the like).
    package static let all: FilePermissions = [
        .ownerReadWriteExecute, .groupReadWriteExecute, .otherReadWriteExecute,
    ]

    /// Those that a program gives to an ordinary new file. The process's umask takes some of them away.
    package static let readWriteForAll: FilePermissions = [.ownerReadWrite, .groupReadWrite, .otherReadWrite]
}
