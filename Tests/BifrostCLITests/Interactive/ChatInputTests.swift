import Testing

@testable import BifrostCLI

@Suite("What is typed at the prompt of a chat")
struct ChatInputTests {
    @Test(arguments: [
        ("", ChatInput.nothing), (" \n ", .nothing), ("\"\"\"\n\"\"\"", .nothing),
        ("hello", .message("hello")), ("  hello \n", .message("hello")),
        ("a\\\nb", .message("a\nb")), ("a\\\\\nb", .message("a\\\\\nb")),
        ("\"\"\"\na\n  b\n\"\"\"", .message("a\n  b")), ("\"\"\"a\"\"\"", .message("a")),
        ("\"quoted\"", .message("\"quoted\"")),
        ("//etc/hosts", .message("/etc/hosts")),
        ("/help", .command(.help, argument: "")), ("/exit", .command(.quit, argument: "")),
        ("/save  my file.json ", .command(.save, argument: "my file.json")),
        ("/system Be\\\nbrief.", .command(.system, argument: "Be\nbrief.")),
        ("/system \"\"\"\na\nb\n\"\"\"", .command(.system, argument: "a\nb")),
        ("/helpme", .unknown("/helpme")), ("/", .unknown("/")), ("/etc/hosts is a file", .unknown("/etc/hosts")),
    ])
    func `It is a message, a command, or neither`(text: String, expected: ChatInput) {
        #expect(ChatInput(text) == expected)
    }

    @Test(arguments: [
        ("", true), ("hello", true), ("a\\", false), ("a\\\\", true), ("a\\\\\\", false),
        ("\"\"\"", false), ("\"\"\"\na", false), ("\"\"\"\na\n\"\"\"", true), ("\"\"\"\"\"\"", true),
        ("say \"\"\"", true),
    ])
    func `Enter goes on with another line while a text is open`(text: String, isComplete: Bool) {
        #expect(ChatInput.isComplete(text) == isComplete)
    }

    @Test
    func `Every command is in the overview, which fits a terminal`() {
        let overview = ChatCommandName.overview
        for command in ChatCommandName.allCases { #expect(overview.contains("/\(command.rawValue)")) }
        #expect(overview.split(separator: "\n").allSatisfy { TextWidth.columns(of: $0) <= 80 })
    }
}
