import FoundationEssentials
import HTTPTransport
import LLM
import TestSupport
import Testing

@testable import Bifrost

/// What is read of bodies and heads, in the forms of different releases.
struct GatewayMetadataTests {
    private func gateway(_ extraFields: String?, _ headers: [String: String] = [:]) -> GatewayMetadata {
        var metadata = ResponseMetadata(
            headers: headers.map { ResponseMetadata.Header(name: $0.key, value: $0.value) })
        metadata.answerFields = extraFields.flatMap { AnswerFields(json: Array($0.utf8)) }
        return metadata.gateway
    }

    @Test func readsAnOlderBody() {
        let gateway = gateway(
            #"""
            {"request_type":"chat_completion","provider":"azure","model_requested":"gpt-4o","model_deployment":"eu-4o",
             "latency":1250,"chunk_index":3,"raw_request":{"a":1},"raw_response":"{\"b\":2}",
             "cache_debug":{"cache_hit":true,"cache_id":"c-1","hit_type":"semantic","requested_provider":"openai",
              "requested_model":"gpt-4o","provider_used":"openai","model_used":"embed","input_tokens":9,
              "threshold":0.8,"similarity":0.93},"provider_response_headers":{"OpenAI-Version":"1","n":2}}
            """#)
        #expect(gateway.requestType == "chat_completion")
        #expect(gateway.routing.provider == "azure")
        #expect(gateway.routing.requestedModel == "gpt-4o")
        #expect(gateway.routing.deployment == "eu-4o")
        #expect(!gateway.routing.isFallback)
        #expect(gateway.latency == .milliseconds(1250))
        #expect(gateway.chunkIndex == 3)
        #expect(gateway.rawRequest == ["a": 1])
        #expect(gateway.rawResponse == #"{"b":2}"#)
        #expect(gateway.providerHeaders == ["openai-version": "1"])
        let cache = gateway.cache
        #expect(cache?.isHit == true)
        #expect(cache?.id == "c-1")
        #expect(cache?.type == .semantic)
        #expect(cache?.requestedProvider == "openai")
        #expect(cache?.requestedModel == "gpt-4o")
        #expect(cache?.usedProvider == "openai")
        #expect(cache?.usedModel == "embed")
        #expect(cache?.inputTokens == 9)
        #expect(cache?.threshold == 0.8)
        #expect(cache?.similarity == 0.93)
    }

    private static let headers = [
        "X-Bifrost-Request-Id": "r-1", "x-bifrost-trace-id": "t-1", "x-bifrost-provider": "anthropic",
        "x-bifrost-original-model": "gpt-4o", "x-bifrost-resolved-model": "claude", "x-bifrost-fallback-index": "2",
        "x-bifrost-request-type": "chat_completion_stream", "x-bifrost-upstream-latency-ms": "12.500",
        "x-bifrost-routing-info-key": "main", "x-bifrost-routing-info-alias-model-id": "us.claude",
        "x-bifrost-routing-info-primary-provider": "openai", "x-bifrost-routing-info-primary-model": "gpt-4o",
        "x-bifrost-routing-info-requested-provider": "openai",
        "x-bifrost-routing-info-server-side-fallback-model": "haiku",
    ]

    @Test func readsHeadersAlone() {
        let gateway = gateway(nil, Self.headers)
        #expect(gateway.requestID == "r-1")
        #expect(gateway.traceID == "t-1")
        #expect(gateway.requestType == "chat_completion_stream")
        #expect(gateway.upstreamLatency == .microseconds(12_500))
        #expect(gateway.latency == nil)
        #expect(gateway.extraFields == nil)
        let routing = gateway.routing
        #expect(routing.provider == "anthropic")
        #expect(routing.requestedProvider == "openai")
        #expect(routing.requestedModel == "gpt-4o")
        #expect(routing.model == "claude")
        #expect(routing.alias?.modelID == "us.claude")
        #expect(routing.alias?.modelName == nil)
        #expect(routing.key == "main")
        #expect(routing.isFallback)
        #expect(routing.fallbackIndex == 2)
        #expect(routing.primaryProvider == "openai")
        #expect(routing.primaryModel == "gpt-4o")
        #expect(routing.serverSideFallbackModel == "haiku")
    }

    @Test func letsANewerBodyGoBeforeTheHead() {
        let gateway = gateway(
            #"""
            {"provider":"bedrock","original_model_requested":"fast","resolved_model_used":"sonnet",
             "request_type":"responses","dropped_compat_plugin_params":["seed",1],"converted_request_type":"responses",
             "routing_info":{"provider":"vertex","key":"k-2","is_fallback":true,"primary_provider":"azure",
              "resolved_key_alias":{"model_id":"m","model_name":"n","model_family":"f"}}}
            """#, Self.headers)
        #expect(gateway.requestType == "responses")
        #expect(gateway.droppedParameters == ["seed"])
        #expect(gateway.convertedRequestType == "responses")
        let routing = gateway.routing
        #expect(routing.provider == "vertex")
        #expect(routing.requestedModel == "fast")
        #expect(routing.model == "sonnet")
        #expect(routing.key == "k-2")
        #expect(routing.primaryProvider == "azure")
        #expect(routing.primaryModel == "gpt-4o")
        #expect(routing.alias == .init(modelID: "m", modelName: "n", modelFamily: "f"))
    }

    @Test func letsAnOlderBodyGoBeforeANewerHead() {
        let routing = gateway(
            #"{"provider":"azure","model_requested":"fast","routing_info":{"model":"sonnet"}}"#,
            [
                "x-bifrost-routing-info-provider": "openai", "x-bifrost-resolved-model": "haiku",
                "x-bifrost-routing-info-requested-model": "slow",
            ]
        ).routing
        #expect(routing.provider == "azure")
        #expect(routing.model == "sonnet")
        #expect(routing.requestedModel == "fast")
        let head = gateway(nil, ["x-bifrost-routing-info-provider": "openai", "x-bifrost-routing-info-model": "m"])
        #expect(head.routing.provider == "openai")
        #expect(head.routing.model == "m")
    }

    @Test(arguments: [
        "{}", #"{"provider":7,"latency":"soon","chunk_index":1.5,"cache_debug":[],"routing_info":"x"}"#,
        #"{"latency":-1,"cache_debug":{"cache_hit":"yes"},"routing_info":null,"raw_request":null}"#,
        #"{"latency":1e300,"provider":"","provider_response_headers":["a"],"dropped_compat_plugin_params":{}}"#,
    ])
    func takesWhatIsWrongForMissing(_ fields: String) {
        var read = gateway(fields, ["x-bifrost-fallback-index": "0", "x-bifrost-upstream-latency-ms": "-3"])
        read.extraFields = nil
        #expect(read == gateway(nil))
    }

    @Test func survivesDepth() {
        let deep = String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000)
        let gateway = gateway(#"{"raw_response":\#(deep),"provider":"openai"}"#)
        #expect(gateway.routing.provider == "openai")
        #expect(gateway.rawResponse?.arrayValue?.count == 1)
    }

    @Test func canBeStored() throws {
        let gateway = gateway(#"{"cache_debug":{"cache_hit":true},"latency":5,"raw_request":[1]}"#, Self.headers)
        #expect(try JSONDecoder().decode(GatewayMetadata.self, from: JSONEncoder().encode(gateway)) == gateway)
    }

    @Test func showsNeitherRequestNorAnswer() {
        let gateway = gateway(#"{"provider":"openai","raw_request":"hush","raw_response":"hush"}"#)
        var metadata = ResponseMetadata()
        metadata.answerFields = AnswerFields(json: Array("hush".utf8))
        var dumped = ""
        dump(gateway, to: &dumped)
        dump(metadata, to: &dumped)
        #expect(!dumped.contains("hush"))
        // Bytes would be shown as numbers.
        #expect(!dumped.contains("\(UInt8(ascii: "h"))"))
        #expect("\(gateway)" == "GatewayMetadata(openai)")
    }
}
