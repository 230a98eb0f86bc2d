// swift-tools-version: 6.2
import PackageDescription

// The product `Bifrost` needs nothing but the toolchain and libcurl. SwiftNIO, swift-argument-parser and HdrHistogram are
// for the embedded gateway and the command line only, and the packages of the server ecosystem for BifrostObservability
// only; a package that uses the product `Bifrost` alone does not build them.
let package = Package(
    name: "swift-bifrost",
    products: [
        // Static, so that `swift build --product Bifrost` builds it alone: an automatic product builds everything.
        .library(name: "Bifrost", type: .static, targets: ["Bifrost", "CurlTransport", "HTTPTransport"]),
        .library(name: "LLMTesting", targets: ["LLMTesting"]),
        .library(name: "BifrostTesting", targets: ["BifrostTesting"]),
        .library(name: "BifrostObservability", targets: ["BifrostObservability"]),
        .executable(name: "bifrost", targets: ["BifrostCLI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
        // The oldest that are tested; task-local loggers, tracers and metrics factories are young.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        // Without traits: the readers of files and their formats are the application's choice.
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
    ],
    targets: [
        .systemLibrary(
            name: "CCurl",
            path: "Modules/CCurl",
            pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"]), .yum(["libcurl-devel"]), .brew(["curl"])]
        ),
        .systemLibrary(name: "CLinux", path: "Modules/CLinux"),
        .target(name: "HTTPTransport"),
        .target(name: "CurlTransport", dependencies: ["CCurl", "CLinux", "HTTPTransport"]),
        .target(name: "ServerSentEvents"),
        .target(name: "LLM"),
        .target(name: "LLMTesting", dependencies: ["LLM", "HTTPTransport"]),
        .target(
            name: "Bifrost", dependencies: ["LLM", "HTTPTransport", "ServerSentEvents", "CurlTransport", "CLinux"]),
        .target(
            name: "BifrostTesting",
            dependencies: [
                "HTTPTransport",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]
        ),
        .target(
            name: "BifrostObservability",
            dependencies: [
                "Bifrost", "LLM", "HTTPTransport", "CurlTransport",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Configuration", package: "swift-configuration"),
            ]
        ),
        .executableTarget(
            name: "BifrostCLI",
            dependencies: [
                "Bifrost", "LLM", "HTTPTransport", "CurlTransport", "ServerSentEvents", "BifrostTesting",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Histogram", package: "hdrhistogram-swift"),
            ]
        ),

        .target(name: "Heap", path: "Tests/Heap"),
        .target(name: "TestSupport", dependencies: ["CCurl", "Heap", "HTTPTransport"], path: "Tests/TestSupport"),
        // Started by the tests beside it, which is why they depend on it.
        .executableTarget(
            name: "TransportProbe",
            dependencies: ["CurlTransport", "HTTPTransport"],
            path: "Tests/TransportProbe"
        ),
        // Started by scripts/test-real against one gateway after the other.
        .executableTarget(name: "GatewayProbe", dependencies: ["Bifrost", "LLM"], path: "Tests/GatewayProbe"),
        // Started by scripts/soak.
        .executableTarget(
            name: "SoakProbe",
            dependencies: ["Bifrost", "BifrostTesting", "CurlTransport", "HTTPTransport", "LLM", "TestSupport"],
            path: "Tests/SoakProbe"
        ),
        // Started by scripts/test-telemetry between a server with OpenTelemetry's own SDK and a collector.
        .executableTarget(
            name: "TelemetryProbe",
            dependencies: [
                "BifrostObservability", "Bifrost", "CurlTransport", "HTTPTransport", "LLM",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
            ],
            path: "Tests/TelemetryProbe"
        ),
        .testTarget(name: "HTTPTransportTests", dependencies: ["HTTPTransport"]),
        .testTarget(
            name: "CurlTransportTests",
            dependencies: ["CCurl", "CurlTransport", "HTTPTransport", "TestSupport", "TransportProbe"]
        ),
        .testTarget(
            name: "NetworkTests",
            // The command is started by a test.
            dependencies: [
                "Bifrost", "BifrostCLI", "BifrostTesting", "CurlTransport", "HTTPTransport", "TestSupport",
            ],
            exclude: ["Servers"]),
        .testTarget(name: "ServerSentEventsTests", dependencies: ["ServerSentEvents", "TestSupport"]),
        .testTarget(name: "LLMTests", dependencies: ["LLM", "LLMTesting", "TestSupport"]),
        .testTarget(name: "LLMTestingTests", dependencies: ["LLM", "LLMTesting", "HTTPTransport", "TestSupport"]),
        .testTarget(
            name: "BifrostTests",
            dependencies: [
                "Bifrost", "LLM", "LLMTesting", "HTTPTransport", "CurlTransport", "ServerSentEvents", "BifrostTesting",
                "TestSupport",
            ]
        ),
        .testTarget(
            name: "BifrostObservabilityTests",
            dependencies: [
                "BifrostObservability", "Bifrost", "LLM", "LLMTesting", "HTTPTransport", "CurlTransport",
                "BifrostTesting", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "InMemoryLogging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "MetricsTestKit", package: "swift-metrics"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
                .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Configuration", package: "swift-configuration"),
            ]
        ),
        .testTarget(
            name: "BifrostTestingTests",
            dependencies: ["BifrostTesting", "CurlTransport", "HTTPTransport", "TestSupport"]),
        .testTarget(
            name: "BifrostCLITests",
            dependencies: [
                "BifrostCLI", "Bifrost", "LLM", "ServerSentEvents", "BifrostTesting", "HTTPTransport", "CurlTransport",
                "TestSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
    var settings = target.swiftSettings ?? []
    settings += [
        // SE-0335: `any` is spelled out.
        .enableUpcomingFeature("ExistentialAny"),
        // SE-0409: an import is visible to the module alone unless it says `public`.
        .enableUpcomingFeature("InternalImportsByDefault"),
        // SE-0444: members come only from modules that the file itself imports.
        .enableUpcomingFeature("MemberImportVisibility"),
        // SE-0461: an async function runs on its caller's executor; this saves a hop per chunk.
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ]
    // SE-0458: where C is touched, every unsafe expression is marked.
    if target.name == "CurlTransport" { settings.append(.strictMemorySafety()) }
    target.swiftSettings = settings
}
