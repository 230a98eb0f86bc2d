// swift-tools-version: 6.2
import PackageDescription

// What a user of the product `Bifrost` alone gets; scripts/check-linkage looks at the result.
let package = Package(
    name: "linkage",
    dependencies: [.package(name: "swift-bifrost", path: "../..")],
    targets: [
        .executableTarget(name: "Linkage", dependencies: [.product(name: "Bifrost", package: "swift-bifrost")])
    ],
    swiftLanguageModes: [.v6]
)
