import LLM
import Testing

struct EstimatingTokenCounterTests {
    private let counter = EstimatingTokenCounter()

    @Test func anEmptyTextHasNoTokens() {
        #expect(counter.count("") == 0)
        #expect(counter.count("a") == 1)
    }

    /// The true counts are those of OpenAI's `o200k_base`.
    @Test(arguments: [
        ("All human beings are born free and equal in dignity and rights.", 13),
        ("let total = items.reduce(0) { $0 + $1.price }", 16),
        ("Alle Menschen sind frei und gleich an Würde und Rechten geboren.", 14),
        ("人人生而自由，在尊严和权利上一律平等。", 15),
        ("すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。", 35),
    ])
    func isCloseToTheTruth(_ text: String, _ truth: Int) {
        let estimate = Double(counter.count(text))
        #expect(estimate / Double(truth) > 0.75 && estimate / Double(truth) < 1.35)
    }

    @Test func otherScriptsAreNotTakenForLatin() {
        for text in ["Все люди рождаются", "人人生而自由平等", "모든 인간은 태어날", "सभी मनुष्यों को", "😀😂🚀🎉"] {
            #expect(counter.count(text) > text.unicodeScalars.count / 4 + 1)
        }
    }

    @Test func theScaleMultiplies() {
        let text = String(repeating: "word", count: 100)
        #expect(EstimatingTokenCounter(scale: 2).count(text) == 2 * counter.count(text))
        #expect(EstimatingTokenCounter(scale: .infinity).count(text) > 1_000_000)
        #expect(EstimatingTokenCounter(scale: .nan).count(text) > 1_000_000)
    }
}
