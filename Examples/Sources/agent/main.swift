// An agent with two tools: what it is asked stands on the command line, and what it does is shown as it happens.
//
//     export BIFROST_BASE_URL=http://localhost:8080/v1 BIFROST_MODEL=openai/gpt-4o-mini
//     swift run agent "What is the weather in Oslo and in Rome?"
//
// It shows: tools that are Swift functions over Swift types, whose schemas nobody writes; calls that run in parallel;
// an error that the model is told, and can act on; limits on the whole run.

import Bifrost
import Glibc

struct Place: Codable {
    var city: String
}

struct Forecast: Codable {
    var sky: String
    var celsius: Int
}

let forecasts = ["oslo": Forecast(sky: "snow", celsius: -3), "rome": Forecast(sky: "sun", celsius: 16)]

let weather = try Tool("get_weather", description: "Tells the weather in a city.") { (place: Place) in
    guard let forecast = forecasts[place.city.lowercased()] else {
        throw ToolArgumentError("there is no forecast for \(place.city), only for Oslo and Rome")
    }
    return forecast
}

struct Temperature: Codable {
    var celsius: Double
}

let convert = try Tool("celsius_to_fahrenheit", description: "Converts a temperature.") { (value: Temperature) in
    value.celsius * 9 / 5 + 32
}

let question = CommandLine.arguments.dropFirst().joined(separator: " ")
guard !question.isEmpty else {
    print("usage: agent QUESTION")
    exit(2)
}

let model = try BifrostModel(.fromEnvironment())
let policy = ToolRunPolicy(maximumRounds: 5)
do {
    for try await event in model.streamRun([.user(question)], tools: [weather, convert], policy: policy) {
        switch event {
        case .text(let text): print(text, terminator: "")
        case .toolStarted(let start): print("→ \(start.call.name) \(start.call.arguments)")
        case .toolFinished(let result): print("← \(result.output.text)")
        case .finished(let result):
            print("\n[\(result.rounds.count) rounds, \(result.usage?.total ?? 0) tokens]")
        default: break
        }
        fflush(nil)
    }
} catch let error as ToolRunError {
    // What was said and done until then is in the error.
    print("\n[stopped after \(error.rounds.count) rounds: \(error)]")
    exit(1)
}
