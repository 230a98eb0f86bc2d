// swift-tools-version: 6.2
import PackageDescription

// Other clients in Swift, in a package of their own: whoever measures swift-bifrost alone builds neither SwiftNIO nor
// BoringSSL.
let package = Package(
    name: "peers",
    products: [
        .executable(name: "async-http-client-peer", targets: ["AsyncHTTPClientPeer"]),
        .executable(name: "urlsession-peer", targets: ["URLSessionPeer"]),
        .executable(name: "async-http-client-chat", targets: ["AsyncHTTPClientChat"]),
        .executable(name: "urlsession-chat", targets: ["URLSessionChat"]),
    ],
    dependencies: [
        .package(path: ".."),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.100.0"),
    ],
    targets: [
        // How both read what comes.
        .target(
            name: "PeerReading",
            dependencies: [
                .product(name: "ClientMeasuring", package: "benchmarks"),
                .product(name: "LimitReading", package: "benchmarks"),
            ]
        ),
        .executableTarget(
            name: "AsyncHTTPClientPeer",
            dependencies: [
                "PeerReading",
                .product(name: "ClientMeasuring", package: "benchmarks"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]
        ),
        .executableTarget(
            name: "AsyncHTTPClientChat",
            dependencies: [
                "PeerReading",
                .product(name: "ClientMeasuring", package: "benchmarks"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
            ]
        ),
        .executableTarget(
            name: "URLSessionChat",
            dependencies: ["PeerReading", .product(name: "ClientMeasuring", package: "benchmarks")]
        ),
        .executableTarget(
            name: "URLSessionPeer",
            dependencies: ["PeerReading", .product(name: "ClientMeasuring", package: "benchmarks")]
        ),
    ],
    swiftLanguageModes: [.v6]
)
