// swift-tools-version: 6.2
import PackageDescription

// Measures from outside, in a package of its own so that nobody else builds it.
let package = Package(
    name: "benchmarks",
    products: [
        .executable(name: "limits", targets: ["LimitBenchmark"]),
        .executable(name: "load-server", targets: ["LoadServer"]),
        .executable(name: "limit-client", targets: ["LimitClient"]),
        .executable(name: "bifrost-client", targets: ["BifrostClient"]),
        .executable(name: "parts", targets: ["PartBenchmark"]),
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

        // The product brings the modules it is made of, `CurlTransport` and `HTTPTransport` among them.
        .executableTarget(
            name: "BifrostClient",
            dependencies: [.product(name: "Bifrost", package: "swift-bifrost")]
        ),
        .executableTarget(
            name: "LimitBenchmark",
            dependencies: [.product(name: "Bifrost", package: "swift-bifrost")]
        ),
        .executableTarget(
            name: "PartBenchmark",
            dependencies: ["ChatBytes", .product(name: "Bifrost", package: "swift-bifrost")]
        ),
        .target(name: "AllocationCounter", cSettings: [.define("_GNU_SOURCE")]),
    ],
    swiftLanguageModes: [.v6]
)
