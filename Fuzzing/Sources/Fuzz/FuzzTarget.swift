import Glibc

/// One subject: what is done with an input, and what inputs to begin with.
struct FuzzTarget: Sendable {
    let name: String
    /// The most bytes of an input.
    var maximumLength = 4096
    /// The file of `Tests/Vectors` whose inputs are the seeds; nil for none.
    var vectors: String?
    /// Makes seeds of the vectors' inputs; there may be others.
    var seeds: @Sendable (_ vectors: [[UInt8]]) -> [[UInt8]] = { $0 }
    /// Ends the program when something is wrong, which makes libFuzzer keep the input.
    let run: @Sendable (_ input: [UInt8]) -> Void

    /// Every subject; `scripts/fuzz` asks for this list.
    static let all: [FuzzTarget] = [
        .eventStream, .chatStream, .chunk, .json, .accumulator, .errorBody, .responseHead, .dates, .answerStreams,
        .batchLines, .base64, .form, .schema, .partialJSON,
    ]

    /// The target that `--target=NAME` names.
    static func chosen(by arguments: [String]) -> FuzzTarget {
        let name = value(of: "--target", in: arguments)
        guard let target = all.first(where: { $0.name == name }) else {
            print("fuzz: give --target=NAME, one of: \(all.map(\.name).joined(separator: ", "))")
            exit(2)
        }
        return target
    }

    static func value(of flag: String, in arguments: [String]) -> String? {
        arguments.first { $0.hasPrefix(flag + "=") }.map { String($0.dropFirst(flag.count + 1)) }
    }
}
