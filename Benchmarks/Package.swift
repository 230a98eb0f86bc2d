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
    ],
    dependencies: [.package(name: "swift-bifrost", path: "..")],
    targets: [
        .executableTarget(name: "LoadServer", cSettings: [.define("_GNU_SOURCE")]),
        .executableTarget(
            name: "LimitClient",
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
    ],
    swiftLanguageModes: [.v6]
)
