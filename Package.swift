// swift-tools-version: 6.2
import PackageDescription

// Read from top to bottom: each room, and the rooms that it may open. A room that is not named in
// `dependencies` cannot be imported; that is the only reason for which a target exists.

let rooms: [Target] = [
    // RFC 8785: the one form in which an event is written, hashed and sent.
    .target(name: "CanonicalJSON"),

    // What can happen and what it means: pure values, no input or output, no clock.
    .target(name: "DisputeModel", dependencies: ["CanonicalJSON"]),
]

let tests: [Target] = [
    .testTarget(name: "CanonicalJSONTests", dependencies: ["CanonicalJSON"]),
    .testTarget(name: "DisputeModelTests", dependencies: ["DisputeModel"]),
    .testTarget(name: "CasebookTests", dependencies: ["CanonicalJSON"]),
]

let package = Package(
    name: "Chancery",
    targets: rooms + tests,
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = [.treatAllWarnings(as: .error)]
}
