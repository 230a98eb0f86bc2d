// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that its dependencies never reach a user of the library. Only `web` and `sidecar` are
// servers: the others need nothing but the product `Bifrost`.
let bifrost = Target.Dependency.product(name: "Bifrost", package: "swift-bifrost")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")

let package = Package(
    name: "examples",
    dependencies: [
        .package(name: "swift-bifrost", path: ".."),
        // Without traits: neither configuration files nor all of Foundation are needed, and both take long to build.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    ],
    targets: [
        .executableTarget(name: "chat", dependencies: [bifrost]),
        .executableTarget(name: "agent", dependencies: [bifrost]),
        .executableTarget(name: "bulk", dependencies: [bifrost]),
        .target(name: "Streaming", dependencies: [bifrost, hummingbird]),
        .executableTarget(name: "web", dependencies: ["Streaming", bifrost, hummingbird]),
        .executableTarget(name: "sidecar", dependencies: ["Streaming", bifrost, hummingbird]),
    ],
    swiftLanguageModes: [.v6]
)
