// swift-tools-version: 6.2
import PackageDescription

// Measures from outside, in a package of its own so that nobody else builds it.

// The decoder of chunks is known to swift-bifrost alone. What the package manager calls that package follows from the
// name of its folder.
let folder = Context.packageDirectory.split(separator: "/").dropLast().last ?? ""
let measuredPackage = String(folder.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })

let package = Package(
    name: "benchmarks",
    products: [
        .executable(name: "limits", targets: ["LimitBenchmark"]),
        .executable(name: "load-server", targets: ["LoadServer"]),
        .executable(name: "limit-client", targets: ["LimitClient"]),
        .executable(name: "bifrost-client", targets: ["BifrostClient"]),
        .executable(name: "parts", targets: ["PartBenchmark"]),
        .executable(name: "bare-chat", targets: ["BareChat"]),
        .executable(name: "bifrost-chat", targets: ["BifrostChat"]),
        // For the clients in Peers.
        .library(name: "ClientMeasuring", targets: ["ClientMeasuring"]),
        .library(name: "LimitReading", targets: ["LimitReading"]),
        .library(name: "AllocationCounter", type: .dynamic, targets: ["AllocationCounter"]),
    ],
    dependencies: [.package(name: "swift-bifrost", path: "..")],
    targets: [
        // The same bytes for all.
        .target(name: "ChatBytes", cSettings: [.define("_GNU_SOURCE")]),
        .executableTarget(name: "LoadServer", dependencies: ["ChatBytes"], cSettings: [.define("_GNU_SOURCE")]),

        // The limit: C on libcurl.
        .target(name: "LimitReading", cSettings: [.define("_GNU_SOURCE")]),
        .executableTarget(
            name: "LimitClient",
            dependencies: ["LimitReading"],
            cSettings: [.define("_GNU_SOURCE")],
            linkerSettings: [.linkedLibrary("curl")]
        ),

        // A link to what the soak of the tests reads it with; two packages may not have targets of one name.
        .target(name: "ClientHeap", path: "Sources/Heap"),
        // What clients in Swift are told, count and print.
        .target(name: "ClientMeasuring"),
        // The product brings the modules it is made of, `CurlTransport` and `HTTPTransport` among them.
        .executableTarget(
            name: "BifrostClient",
            dependencies: ["ClientHeap", "ClientMeasuring", .product(name: "Bifrost", package: "swift-bifrost")]
        ),
        .executableTarget(
            name: "LimitBenchmark",
            dependencies: ["ClientMeasuring", .product(name: "Bifrost", package: "swift-bifrost")]
        ),
        .executableTarget(
            name: "PartBenchmark",
            dependencies: [
                "ChatBytes", "LimitReading", "SecondOpinions", .product(name: "Bifrost", package: "swift-bifrost"),
            ],
            packageAccess: false,
            swiftSettings: [.unsafeFlags(["-package-name", measuredPackage])]
        ),
        // Splitters in C, to compare with.
        .target(name: "SecondOpinions", dependencies: ["LimitReading"]),

        // How large a program is that streams one chat, and how long it takes to start.
        .target(name: "BareTransfer", linkerSettings: [.linkedLibrary("curl")]),
        .executableTarget(name: "BareChat", dependencies: ["BareTransfer"]),
        .executableTarget(
            name: "BifrostChat",
            dependencies: [.product(name: "Bifrost", package: "swift-bifrost")]
        ),

        .target(name: "AllocationCounter", cSettings: [.define("_GNU_SOURCE")]),
    ],
    swiftLanguageModes: [.v6]
)
