import Foundation

/// What Package.swift says of the rooms: which there are, and which others each names.
struct Manifest {
    struct Room {
        let name: String
        /// Its folder under the project's root.
        let folder: String
        let isExecutable: Bool
        /// The modules that it names.
        let dependencies: Set<String>
    }

    let rooms: [Room]

    /// As `swift package dump-package` has it.
    init(dump: Data) throws {
        struct Dump: Decodable {
            struct Target: Decodable {
                /// `{"byName": [NAME, …]}`, `{"target": [NAME, …]}` or `{"product": [NAME, PACKAGE, …]}`.
                struct Dependency: Decodable {
                    let byName: [Product?]?
                    let target: [Product?]?
                    let product: [Product?]?

                    /// A name, or a condition.
                    struct Product: Decodable {
                        let name: String?

                        init(from decoder: any Decoder) throws {
                            name = try? decoder.singleValueContainer().decode(String.self)
                        }
                    }
                }

                let name: String
                let type: String
                let path: String?
                let dependencies: [Dependency]
            }

            let targets: [Target]
        }
        rooms = try JSONDecoder().decode(Dump.self, from: dump).targets.map { target in
            Room(
                name: target.name,
                folder: target.path ?? (target.type == "test" ? "Tests/" : "Sources/") + target.name,
                isExecutable: target.type == "executable",
                dependencies: Set(
                    target.dependencies.compactMap { ($0.byName ?? $0.target ?? $0.product)?.first??.name }))
        }
    }

    /// Of this project. It is read into a folder of its own: the usual one is in use while tests run.
    static func ofProject() throws -> Manifest {
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("manifest-\(UUID())")
        defer { try? FileManager.default.removeItem(at: scratch) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "swift", "package", "--package-path", Project.root.path, "--scratch-path", scratch.path,
            "dump-package",
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let dump = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try Manifest(dump: dump)
    }

    /// What is wrong with the imports of a room: what it imports and does not name, and what it names and does not import.
    func mismatches(of room: Room, importing imports: [String]) -> [String] {
        let imported = Set(imports).subtracting(Self.ofToolchain)
        // A program that a test starts is named, so that it is built, and not imported.
        let programs = Set(rooms.filter(\.isExecutable).map(\.name))
        return imported.subtracting(room.dependencies).sorted().map {
            "\(room.name) imports \($0) and does not name it"
        }
            + room.dependencies.subtracting(imported).subtracting(programs).sorted().map {
                "\(room.name) names \($0) and does not import it"
            }
    }

    private static let ofToolchain: Set = [
        "Dispatch", "Foundation", "FoundationEssentials", "FoundationXML", "Glibc", "Synchronization",
        "Testing",
    ]
}
