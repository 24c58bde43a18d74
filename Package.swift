// swift-tools-version: 6.2
import PackageDescription

// Read from top to bottom: each room, and the rooms that it may import. The compiler lets a room import what it does not
// name, if something that it names does; a test (RoomTests) holds that each room names what it imports, and nothing else.

/// `FilePath`, `Errno`, `FilePermissions` and the like.
let paths = Target.Dependency.product(name: "SystemPackage", package: "swift-system")

let rooms: [Target] = [
    // zlib, and the two things that are done with it: packing and unpacking.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "Deflate", dependencies: ["CZlib"]),

    // The C library's search for bytes in memory.
    .systemLibrary(name: "CBytes"),

    // SQLite, and connections and statements of it.
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .target(name: "SQLite", dependencies: ["CBytes", "CSQLite"]),

    // RFC 8785: the one form in which an event is written, hashed and sent.
    .target(name: "CanonicalJSON", dependencies: ["CBytes"]),

    // What is asked of the system: files, locks, threads, clocks, terminals. The only room that sees the C library.
    .systemLibrary(name: "CLinux"),
    .target(name: "Platform", dependencies: ["CLinux", paths]),

    // What can happen and what it means: pure values, no input or output, no clock.
    .target(name: "DisputeModel", dependencies: ["CanonicalJSON"]),

    // What happened: numbered canonical texts, added and never changed. Knows nothing of disputes.
    .target(
        name: "EventLog",
        dependencies: [
            "CanonicalJSON", "Deflate", "Platform", "SQLite", paths,
            .product(name: "Crypto", package: "swift-crypto"),
        ]),

    // What is derived from the log: the scanner, the fold's runs, the tables, the search index; and how they are rebuilt.
    .target(
        name: "Projections",
        dependencies: ["CanonicalJSON", "DisputeModel", "EventLog", "Platform", "SQLite", paths]),

    // What makes text from outside fit to be shown: control characters, bidi, XML, widths in a terminal.
    .target(name: "TextSafety", dependencies: ["CanonicalJSON"]),

    // What questions are answered with: values, and their JSON. Knows no database.
    .target(name: "Answers", dependencies: ["CanonicalJSON", "DisputeModel"]),

    // Files events by the rules, answers questions, verifies.
    .target(
        name: "Casebook",
        dependencies: [
            "Answers", "CanonicalJSON", "DisputeModel", "EventLog", "Platform", "Projections", "SQLite",
            paths,
        ]),

    // Tables and formats of other programs, in and out. Of the log it sees what the casebook gives it; the SQLite files that
    // it writes are its own. A test holds that.
    .target(
        name: "Interchange",
        dependencies: [
            "Answers", "CanonicalJSON", "Casebook", "Deflate", "DisputeModel", "EventLog", "Platform",
            "SQLite", "TextSafety", paths,
        ]),

    // Values in, text out: terminal, Markdown, HTML, SVG, iCalendar. Knows no database.
    .target(name: "Rendering", dependencies: ["Answers", "CanonicalJSON", "DisputeModel", "TextSafety"]),

    // A log that several posts share, on a PostgreSQL server. libpq is there only with the trait Posts; without it the room
    // compiles to a sentence that says so.
    .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .target(name: "CServerSQL"),
    .target(
        name: "PostgresLog",
        dependencies: [
            .target(name: "CPostgres", condition: .when(traits: ["Posts"])), "CServerSQL", "EventLog",
            "Platform",
        ], exclude: ["SQL"]),

    // The guides of the program, as bytes.
    .target(name: "CGuides"),

    // The command line: one file a command.
    .executableTarget(
        name: "chancery",
        dependencies: [
            "Answers", "CanonicalJSON", "Casebook", "CGuides", "Deflate", "DisputeModel", "EventLog",
            "Interchange", "Platform", "PostgresLog", "Projections", "Rendering", "TextSafety", paths,
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
        ]),
]

/// What the inputs of Tests/FuzzTests are given to.
let fuzzed: [Target.Dependency] = [
    "CanonicalJSON", "Casebook", "Deflate", "DisputeModel", "EventLog", "Interchange", "Projections",
    "Rendering", "SQLite", "TextSafety",
    "chancery", paths,
]

let tests: [Target] = [
    // Random numbers from a seed that a failing test prints: the same seed gives the same test.
    .target(name: "Seeds", path: "Tests/Seeds"),
    // What ends a test with threads or processes that wait for each other for ever.
    .target(name: "TimeLimits", dependencies: ["Seeds"], path: "Tests/TimeLimits"),
    .testTarget(name: "CanonicalJSONTests", dependencies: ["CanonicalJSON", "Seeds"]),
    .testTarget(name: "PlatformTests", dependencies: ["Platform", "TimeLimits", paths]),
    // The rules once more, written plainly and slowly, and random histories: what the fold is compared with.
    .target(name: "Oracle", dependencies: ["CanonicalJSON", "Seeds"], path: "Tests/Oracle"),
    .testTarget(
        name: "DisputeModelTests", dependencies: ["CanonicalJSON", "DisputeModel", "Oracle", "Seeds"]),
    .testTarget(name: "SQLiteTests", dependencies: ["SQLite"]),
    // What any store must do that keeps a log, and a process to be killed while it appends.
    .target(name: "LogStoreSuite", dependencies: ["EventLog"], path: "Tests/LogStoreSuite"),
    .executableTarget(
        name: "log-writer", dependencies: ["EventLog", "LogStoreSuite", paths], path: "Tests/LogStoreWriter"),
    .testTarget(
        name: "EventLogTests",
        dependencies: [
            "CanonicalJSON", "Deflate", "EventLog", "log-writer", "LogStoreSuite", "Platform", "SQLite",
            "TimeLimits", paths,
        ]),
    .testTarget(name: "OracleTests", dependencies: ["CanonicalJSON", "Oracle"]),
    .testTarget(
        name: "ProjectionsTests",
        dependencies: [
            "CanonicalJSON", "DisputeModel", "EventLog", "Oracle", "Projections", "Seeds", "SQLite",
            "TimeLimits", paths,
        ]),
    .testTarget(
        name: "CasebookTests",
        dependencies: [
            "Answers", "CanonicalJSON", "Casebook", "DisputeModel", "EventLog", "Oracle", "Platform",
            "Projections",
            "Seeds", "SQLite", "TimeLimits", paths,
        ]),
    // Yams judges our reader of mappings; it brings all of Foundation, which the program does without.
    .testTarget(
        name: "InterchangeTests",
        dependencies: [
            "Answers", "CanonicalJSON", "Casebook", "Deflate", "DisputeModel", "EventLog", "Interchange",
            "Platform", "Projections", "Seeds", "TimeLimits", paths,
            .product(name: "Yams", package: "Yams"),
        ]),
    .testTarget(name: "TextSafetyTests", dependencies: ["CanonicalJSON", "TextSafety"]),
    .testTarget(
        name: "RenderingTests",
        dependencies: ["Answers", "CanonicalJSON", "DisputeModel", "Rendering", "Seeds", "TextSafety"]),
    .testTarget(
        name: "ChanceryTests",
        dependencies: [
            "Answers", "CanonicalJSON", "Casebook", "chancery", "DisputeModel", "EventLog", "Interchange",
            "Platform", "Rendering", "Seeds", "SQLite", "TextSafety", "TimeLimits", paths,
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
            .product(name: "Crypto", package: "swift-crypto"),
        ],
        exclude: ["Recorded", "PublicVerifier"]),
    // With a server of its own, where PostgreSQL is installed and the trait Posts is on.
    .testTarget(
        name: "PostgresLogTests",
        dependencies: [
            "CanonicalJSON", "DisputeModel", "EventLog", "LogStoreSuite", "PostgresLog", "TimeLimits", paths,
        ]),
    .executableTarget(
        name: "post-writer",
        dependencies: ["CanonicalJSON", "Casebook", "DisputeModel", "EventLog", "PostgresLog", paths],
        path: "Tests/PostWriter"),
    .testTarget(name: "HouseRulesTests"),
    .testTarget(name: "FuzzTests", dependencies: fuzzed, exclude: ["Fuzzer.swift"]),
]

// Scripts/fuzz sets CHANCERY_FUZZ. FuzzTests then becomes a program that libFuzzer drives; our own rooms, not those of
// others, are built so that it sees which ways through them an input takes; and the command line, whose own `main` would be
// one too many, is a library.
let isFuzzing = Context.environment["CHANCERY_FUZZ"] != nil
let fuzzing: [Target] =
    rooms.filter { $0.type != .executable }
    + rooms.filter { $0.type == .executable }.map {
        .target(name: $0.name, dependencies: $0.dependencies, exclude: ["Main.swift"])
    }
    + [
        .executableTarget(
            name: "fuzz", dependencies: fuzzed, path: "Tests/FuzzTests", exclude: ["FuzzTests.swift"],
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])])
    ]

let package = Package(
    name: "Chancery",
    products: isFuzzing ? [] : [.executable(name: "chancery", targets: ["chancery"])],
    traits: [.trait(name: "Posts", description: "Shared logs on PostgreSQL servers; needs libpq-dev.")],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        // Builds the documentation, by Scripts/guides; nothing of it is in the program.
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    ],
    targets: isFuzzing ? fuzzing : rooms + tests,
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = [.treatAllWarnings(as: .error), .enableUpcomingFeature("MemberImportVisibility")]
    if isFuzzing { target.swiftSettings?.append(.unsafeFlags(["-sanitize=fuzzer", "-enable-testing"])) }
}
