import Bifrost
import BifrostTesting
import TestSupport

/// The two interfaces of a gateway.
enum Flavour: CaseIterable {
    case native
    case dropIn

    func baseURL(_ gateway: EmbeddedGateway) -> String {
        self == .native ? gateway.baseURL : gateway.dropInBaseURL
    }
}

extension EmbeddedGateway {
    /// A model on a real socket to this gateway, which does not try twice.
    func model(
        _ name: String = "openai/gpt-4o", _ flavour: Flavour = .native, gateway: GatewayOptions = GatewayOptions()
    ) throws -> BifrostModel {
        try BifrostModel(
            ProviderConfig(model: name, baseURL: flavour.baseURL(self), retries: .never), gateway: gateway)
    }
}

extension BifrostModel {
    /// A model of the scripted gateway whose first answer is JSON.
    static func answered(by json: String, status: Int = 200) throws -> BifrostModel {
        try Harness(.minimal.with(\.retries, .never), .json(status, json)).model
    }
}
