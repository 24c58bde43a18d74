// swift-tools-version: 6.2
import PackageDescription

// Read from top to bottom: each room, and the rooms that it may open. A room that is not named in
// `dependencies` cannot be imported; that is the only reason for which a target exists.

let rooms: [Target] = [
    // The door to zlib, and the two things that are done behind it: packing and unpacking.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "Deflate", dependencies: ["CZlib"]),

    // The door to calls of Linux that Swift does not see.
    .systemLibrary(name: "CLinux"),

    // The door to SQLite, and connections and statements behind it.
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .target(name: "SQLite", dependencies: ["CSQLite"]),

    // RFC 8785: the one form in which an event is written, hashed and sent.
    .target(name: "CanonicalJSON"),

    // Files by names of any bytes: the system's calls that take a path.
    .target(name: "FileSystem", dependencies: ["CLinux"]),

    // What can happen and what it means: pure values, no input or output, no clock.
    .target(name: "DisputeModel", dependencies: ["CanonicalJSON"]),

    // What happened: numbered canonical texts, added and never changed. Knows nothing of disputes.
    .target(
        name: "EventLog",
        dependencies: [
            "CLinux", "CanonicalJSON", "Deflate", "FileSystem", "SQLite",
            .product(name: "Crypto", package: "swift-crypto"),
        ]),

    // The clerk's desk: files events, keeps the projections, answers questions.
    .target(name: "Casebook", dependencies: ["CLinux", "DisputeModel", "EventLog", "SQLite"]),

    // The post room: tables of others in, by a mapping of the user's; what is taken out, in the formats of others. A file
    // of SQLite is one of these; the log's own it sees as values of the casebook, and a test holds that.
    .target(
        name: "Interchange",
        dependencies: ["Casebook", "Deflate", "FileSystem", "SQLite"]),

    // Fair copies: values in, text out. Opens no database.
    .target(name: "Rendering", dependencies: ["Casebook"]),

    // The counter: one file a command.
    .executableTarget(
        name: "chancery",
        dependencies: [
            "Casebook", "Deflate", "FileSystem", "Rendering", "Interchange",
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
        ]),
]

/// What the doors of Tests/FuzzTests lead to.
let behindDoors: [Target.Dependency] = [
    "chancery", "Rendering", "Interchange", "Casebook", "EventLog", "Deflate", "DisputeModel",
    "CanonicalJSON", "SQLite",
]

let tests: [Target] = [
    // The dice of tests that try what nobody thought of: the same seed, the same throws.
    .target(name: "Seeds", path: "Tests/Seeds"),
    .testTarget(name: "CanonicalJSONTests", dependencies: ["CanonicalJSON", "Seeds"]),
    .testTarget(name: "FileSystemTests", dependencies: ["FileSystem"]),
    // The rules once more, read aloud, and histories to try them on: what the fold is held against.
    .target(name: "Oracle", dependencies: ["CanonicalJSON", "Seeds"], path: "Tests/Oracle"),
    .testTarget(name: "DisputeModelTests", dependencies: ["DisputeModel", "Oracle", "Seeds"]),
    .testTarget(name: "SQLiteTests", dependencies: ["SQLite"]),
    // What any store must do that keeps a log, and a process to be killed while it appends.
    .target(name: "LogStoreSuite", dependencies: ["EventLog"], path: "Tests/LogStoreSuite"),
    .executableTarget(
        name: "log-writer", dependencies: ["EventLog", "LogStoreSuite"], path: "Tests/LogStoreWriter"),
    .testTarget(
        name: "EventLogTests", dependencies: ["EventLog", "Deflate", "SQLite", "LogStoreSuite", "log-writer"]),
    .testTarget(name: "CasebookTests", dependencies: ["Oracle", "Seeds", "Casebook", "SQLite"]),
    // Yams judges our reader of mappings; it brings all of Foundation, which the program does without.
    .testTarget(
        name: "InterchangeTests",
        dependencies: ["Seeds", "Interchange", "Deflate", .product(name: "Yams", package: "Yams")]),
    .testTarget(name: "RenderingTests", dependencies: ["Seeds", "Rendering"]),
    .testTarget(
        name: "ChanceryTests", dependencies: ["Seeds", "chancery", "FileSystem", "SQLite"],
        exclude: ["Recorded", "PublicVerifier"]),
    .testTarget(name: "HouseRulesTests"),
    .testTarget(name: "FuzzTests", dependencies: behindDoors, exclude: ["Fuzzer.swift"]),
]

// Scripts/fuzz sets CHANCERY_FUZZ. The doors of FuzzTests then become a program that libFuzzer drives; our own rooms, not
// those of others, are built so that it sees which ways through them an input takes; and the counter, whose own `main` would
// be one too many, is a library.
let isFuzzing = Context.environment["CHANCERY_FUZZ"] != nil
let fuzzing: [Target] =
    rooms.filter { $0.type != .executable }
    + rooms.filter { $0.type == .executable }.map {
        .target(name: $0.name, dependencies: $0.dependencies, exclude: ["Main.swift"])
    }
    + [
        .executableTarget(
            name: "fuzz", dependencies: behindDoors, path: "Tests/FuzzTests", exclude: ["FuzzTests.swift"],
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])])
    ]

let package = Package(
    name: "Chancery",
    products: isFuzzing ? [] : [.executable(name: "chancery", targets: ["chancery"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: isFuzzing ? fuzzing : rooms + tests,
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = [.treatAllWarnings(as: .error)]
    if isFuzzing { target.swiftSettings?.append(.unsafeFlags(["-sanitize=fuzzer", "-enable-testing"])) }
}
