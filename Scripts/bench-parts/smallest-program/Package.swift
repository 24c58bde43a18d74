// swift-tools-version: 6.2
import PackageDescription

// The two largest libraries that Chancery is built on, and nothing else: so large is a program that does nothing.
// Scripts/bench --binary builds it beside ours.
let package = Package(
    name: "SmallestProgram",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: [
        .executableTarget(
            name: "smallest",
            dependencies: [
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
            ])
    ],
    swiftLanguageModes: [.v6]
)
