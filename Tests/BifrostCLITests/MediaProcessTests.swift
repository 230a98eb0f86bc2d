import BifrostTesting
import Foundation
import Testing

/// `bifrost speak`, `transcribe` and `image` as scripts and people see them.
struct MediaProcessTests {
    /// Runs a body with a folder of its own.
    private func withFolder(_ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bifrost-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder)
    }

    private func names(_ folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    private static func at(_ gateway: EmbeddedGateway, _ model: String) -> [String] {
        ["--base-url", gateway.baseURL, "--model", model, "--retries", "0"]
    }

    @Test
    func `Sound goes to a file in the format of its name`() async throws {
        try await withFolder { folder in
            let path = folder.appending(path: "a.wav").path
            let outcome = try await BifrostProcess.run(
                "speak", "Good morning", "--voice", "alloy", "-o", path, "--output", "json")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.errors.contains("embedded gateway at http://127.0.0.1:"))
            let sound = try Data(contentsOf: URL(filePath: path))
            #expect(sound.prefix(4) == Data("RIFF".utf8))
            let record = try #require(try outcome.objects().last)
            #expect(record["type"] as? String == "speech" && record["bytes"] as? Int == sound.count)
            #expect(try names(folder) == ["a.wav"])
        }
    }

    @Test
    func `Sound goes down a pipe, and its record beside it`() async throws {
        let gateway = try await EmbeddedGateway.start()
        let process = try BifrostProcess(
            ["speak", "-", "--format", "wav", "-o", "-", "--output", "json"] + Self.at(gateway, "openai/tts-1"),
            input: "Good morning\n")
        let outcome = try await process.finish()
        #expect(outcome.status == 0)
        #expect(outcome.lines.first?.hasPrefix("RIFF") == true)
        #expect(outcome.errors.hasPrefix(#"{"type":"speech","file":"-","bytes":"#))
        let body = try await gateway.request(0).bodyText
        #expect(body.contains(#""input":"Good morning""#) && body.contains(#""response_format":"wav""#))
        await gateway.stop()
    }

    @Test(arguments: [("rate-limited", 4), ("unauthorized", 3), ("reset-mid-stream", 6)])
    func `A failed call leaves what was there`(fault: String, status: Int32) async throws {
        let gateway = try await EmbeddedGateway.start()
        try await withFolder { folder in
            let file = folder.appending(path: "a.mp3")
            try Data("old".utf8).write(to: file)
            let process = try BifrostProcess(
                ["speak", "Good morning to you", "-o", file.path, "--output", "json"]
                    + Self.at(gateway, "openai/\(fault)"))
            let outcome = try await process.finish()
            #expect(outcome.status == status)
            #expect(try outcome.objects().last?["type"] as? String == "error")
            #expect(try Data(contentsOf: file) == Data("old".utf8))
            #expect(try names(folder) == ["a.mp3"])
        }
        await gateway.stop()
    }

    @Test(arguments: [[], ["--stream"]])
    func `A recording is written down`(options: [String]) async throws {
        try await withFolder { folder in
            let file = folder.appending(path: "talk.wav")
            try Data(repeating: 7, count: 1234).write(to: file)
            let text = "This is a recording of 1234 bytes."
            let plain = try await BifrostProcess(["transcribe", file.path] + options).finish()
            #expect(plain.status == 0 && plain.lines == [text], "\(plain.errors)")
            let json = try await BifrostProcess(["transcribe", file.path, "--output", "json"] + options).finish()
            let objects = try json.objects()
            #expect(objects.last?["type"] as? String == "transcription" && objects.last?["text"] as? String == text)
            let deltas = objects.dropLast().map { $0["text"] as? String ?? "" }.joined()
            #expect(deltas == (options.isEmpty ? "" : text))
        }
    }

    @Test
    func `A text that comes at the end alone is printed`() async throws {
        let gateway = try await EmbeddedGateway.start()
        gateway.enqueue(.eventStream([#"{"type":"transcript.text.done","text":"Hello Bob."}"#]))
        try await withFolder { folder in
            let file = folder.appending(path: "talk.wav")
            try Data(repeating: 7, count: 10).write(to: file)
            let process = try BifrostProcess(
                ["transcribe", file.path, "--stream"] + Self.at(gateway, "openai/whisper-1"))
            let outcome = try await process.finish()
            #expect(outcome.status == 0 && outcome.lines == ["Hello Bob."], "\(outcome.errors)")
        }
        await gateway.stop()
    }

    @Test
    func `A link is written through and stays`() async throws {
        try await withFolder { folder in
            let (link, target) = (folder.appending(path: "a.wav"), folder.appending(path: "b.wav"))
            try Data(repeating: 7, count: 1 << 20).write(to: target)
            try FileManager.default.createSymbolicLink(at: link, withDestinationURL: target)
            let outcome = try await BifrostProcess.run("speak", "Good morning", "--voice", "alloy", "-o", link.path)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == target.path)
            let sound = try Data(contentsOf: target)
            #expect(sound.prefix(4) == Data("RIFF".utf8) && sound.count < 1 << 20)
        }
    }

    @Test
    func `What lies where a file was to be made stays`() async throws {
        try await withFolder { folder in
            let (file, other) = (folder.appending(path: "a.wav"), folder.appending(path: "a.wav.part"))
            try Data("other".utf8).write(to: other)
            let outcome = try await BifrostProcess.run("speak", "Good morning", "--voice", "alloy", "-o", file.path)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(try Data(contentsOf: other) == Data("other".utf8))
            #expect(try names(folder) == ["a.wav", "a.wav.part"])
        }
    }

    @Test
    func `A recording that is not there is a slip`() async throws {
        let outcome = try await BifrostProcess.run("transcribe", "/nowhere/talk.wav")
        #expect(outcome.status == 2)
        #expect(
            outcome.errors == "bifrost: configuration: cannot read \"/nowhere/talk.wav\": No such file or directory\n")
    }

    @Test
    func `Several images are numbered`() async throws {
        try await withFolder { folder in
            let path = folder.appending(path: "a.b.png").path
            let one = try await BifrostProcess.run("image", "A cat", "-o", path, "--size", "64x64")
            #expect(one.status == 0, "\(one.errors)")
            #expect(try Data(contentsOf: URL(filePath: path)).starts(with: [0x89, 0x50, 0x4E, 0x47]))
            let several = try await BifrostProcess.run("image", "A cat", "-o", path, "-n", "2", "--output", "json")
            #expect(try several.objects().map { $0["type"] as? String } == ["image", "image"])
            let streamed = try await BifrostProcess.run("image", "A cat", "-o", path, "--stream", "--partial", "2")
            #expect(streamed.status == 0, "\(streamed.errors)")
            #expect(
                try names(folder) == [
                    "a.b-1.png", "a.b-2.png", "a.b-partial-1.png", "a.b-partial-2.png", "a.b.png",
                ])
        }
    }

    @Test(arguments: [["-n", "0"], ["-n", "2"], ["--stream", "--partial", "1"]])
    func `Standard output takes one image`(options: [String]) async throws {
        let outcome = try await BifrostProcess(["image", "A cat", "-o", "-"] + options).finish()
        #expect(outcome.status == 2 && outcome.lines.isEmpty)
    }

    @Test(arguments: [["speak", "Hello"], ["image", "A cat"]])
    func `A terminal is spared`(command: [String]) async throws {
        let (terminal, name) = try Self.terminal()
        defer { close(terminal) }
        let process = Process()
        let errors = Pipe()
        process.executableURL = BifrostProcess.executable
        process.arguments = command + ["-o", "-"]
        process.standardOutput = FileHandle(fileDescriptor: open(name, O_WRONLY | O_NOCTTY), closeOnDealloc: true)
        process.standardError = errors
        process.standardInput = Pipe()
        try process.run()
        let text = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 2)
        #expect(String(decoding: text, as: UTF8.self).contains("would spoil the terminal"))
    }

    /// Makes a terminal, and tells where its other end is (`pts(4)`); C's functions for it are hidden from Swift.
    private static func terminal() throws -> (descriptor: Int32, name: String) {
        let (lock, number): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
        let descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var value: Int32 = 0
        try #require(descriptor >= 0 && ioctl(descriptor, lock, &value) == 0 && ioctl(descriptor, number, &value) == 0)
        return (descriptor, "/dev/pts/\(value)")
    }
}
