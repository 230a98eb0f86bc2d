// swift-tools-version: 6.2
import PackageDescription

// Measures the transport from outside, in a package of its own so that nobody else builds it.
let package = Package(
    name: "benchmarks",
    products: [
        .executable(name: "limits", targets: ["LimitBenchmark"]),
        .executable(name: "load-server", targets: ["LoadServer"]),
    ],
    dependencies: [.package(name: "swift-bifrost", path: "..")],
    targets: [
        .executableTarget(name: "LoadServer", cSettings: [.define("_GNU_SOURCE")]),
        // The product brings the modules it is made of, `CurlTransport` and `HTTPTransport` among them.
        .executableTarget(
            name: "LimitBenchmark",
            dependencies: [.product(name: "Bifrost", package: "swift-bifrost")]
        ),
    ],
    swiftLanguageModes: [.v6]
)
