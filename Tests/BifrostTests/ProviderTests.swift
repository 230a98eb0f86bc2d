import Bifrost
import Testing

struct ProviderTests {
    @Test func readsEnvironment() throws {
        let config = try ProviderConfig.fromEnvironment([
            "BIFROST_BASE_URL": "http://gateway/v1", "BIFROST_API_KEY": "sk-1", "BIFROST_VIRTUAL_KEY": "sk-bf-2",
            "BIFROST_MODEL": "openai/gpt-4o", "BIFROST_TIMEOUT": "2.5",
        ])
        #expect(config.baseURL == "http://gateway/v1")
        #expect(config.apiKey == "sk-1")
        #expect(config.virtualKey == "sk-bf-2")
        #expect(config.headers == ["x-bf-vk": "sk-bf-2"])
        #expect(config.model == "openai/gpt-4o")
        #expect(config.timeout == .seconds(2.5))
    }

    @Test func takesEmptyVariablesAsUnset() throws {
        let config = try ProviderConfig.fromEnvironment([
            "BIFROST_API_KEY": "", "BIFROST_VIRTUAL_KEY": "", "BIFROST_TIMEOUT": "",
        ])
        #expect(config.apiKey == nil)
        #expect(config.virtualKey == nil)
        #expect(config.headers.isEmpty)
        #expect(config.timeout == .seconds(30))
    }

    @Test(arguments: ["0", "-1", "soon", "nan", "inf", "1e300", "30s", " 30"])
    func refusesTimeout(_ text: String) {
        #expect(throws: LLMError.self) { try ProviderConfig.fromEnvironment(["BIFROST_TIMEOUT": text]) }
    }

    @Test func switchesTimeoutOff() throws {
        #expect(try ProviderConfig.fromEnvironment(["BIFROST_TIMEOUT": "off"]).timeout == .off)
    }

    @Test func readsTheProcess() throws {
        _ = try ProviderConfig.fromEnvironment()
    }

    @Test func keepsOneVirtualKey() {
        var config = ProviderConfig(headers: ["X-BF-VK": "old", "x-note": "kept"])
        #expect(config.virtualKey == "old")
        config.virtualKey = "new"
        #expect(config.headers == ["x-bf-vk": "new", "x-note": "kept"])
        config.virtualKey = nil
        #expect(config.headers == ["x-note": "kept"])
    }

    @Test func knowsBifrost() throws {
        #expect(ProviderRegistry.standard.names == ["bifrost"])
        let error = #expect(throws: LLMError.self) { try ProviderRegistry.standard.model("bifrst", .minimal) }
        #expect(error?.message.contains("bifrost") == true)
        let missing = #expect(throws: LLMError.self) {
            try ProviderRegistry.standard.model("bifrost", ProviderConfig())
        }
        #expect(missing?.message.contains("model") == true)
    }
}
