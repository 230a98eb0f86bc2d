import Glibc

/// What libFuzzer calls, whose `main` starts the program.
///
/// `--target=NAME` chooses the subject; libFuzzer passes over flags with two dashes, and hands them to its helpers.
private let target = FuzzTarget.chosen(by: CommandLine.arguments)

@_cdecl("LLVMFuzzerInitialize")
func initialize(_ count: UnsafeMutableRawPointer, _ arguments: UnsafeMutableRawPointer) -> CInt {
    if CommandLine.arguments.contains("--list") {
        for target in FuzzTarget.all { print(target.name, target.maximumLength) }
        exit(0)
    }
    if let folder = FuzzTarget.value(of: "--seeds", in: CommandLine.arguments) {
        let vectors = target.vectors.map { Seeds.vectors("Tests/Vectors/" + $0) } ?? []
        Seeds.write(target.seeds(vectors), below: folder, atMost: target.maximumLength)
        exit(0)
    }
    return 0
}

@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    target.run(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
