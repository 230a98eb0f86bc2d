// swift-tools-version: 6.2
import PackageDescription

// Feeds the readers of what a server sends with bytes that nobody thought of, in a package of its own so that nobody
// else builds it. The flags that make it a fuzzer are in scripts/fuzz: given on the command line they reach the
// modules under test, too.
let package = Package(
    name: "fuzzing",
    products: [.executable(name: "fuzz", targets: ["Fuzz"])],
    dependencies: [.package(name: "swift-bifrost", path: "..")],
    targets: [
        // The product brings the modules it is made of; their internals are reached by `@testable import`.
        .executableTarget(name: "Fuzz", dependencies: [.product(name: "Bifrost", package: "swift-bifrost")])
    ],
    swiftLanguageModes: [.v6]
)
