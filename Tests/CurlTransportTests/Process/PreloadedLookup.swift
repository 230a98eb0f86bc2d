import Testing

/// A name lookup for a process of its own: `answered.test` is this host, `stuck.test` hangs for three seconds.
struct PreloadedLookup {
    /// What the process is started with.
    let environment: [String: String]
    private let folder: TemporaryFolder

    /// Whether it can be compiled.
    static var isPossible: Bool { compiler != nil }

    private static var compiler: Program? { Program(named: "clang") ?? Program(named: "cc") }

    init() async throws {
        folder = try TemporaryFolder()
        let library = folder.path("slow-lookup.so")
        let compiled = try await #require(Self.compiler)
            .run("-shared", "-fPIC", "-o", library, Fixture.path("slow-lookup.c"), "-ldl")
        try #require(compiled.status == 0, "\(compiled.errors)")
        environment = ["LD_PRELOAD": library]
    }
}
