internal import FoundationEssentials

/// A value in a document as it was at some time.
struct PartialView: Sendable {
    let tree: PartialTree
    let cut: PartialCut
    /// Where the value stands in the document.
    let place: Int

    /// The outermost value of the document as it is now; nil when none has begun.
    init?(_ tree: PartialTree) {
        let now = tree.withParser { (cut: $0.cut, root: $0.document.root(at: $0.cut)) }
        guard let root = now.root else { return nil }
        self.init(tree, now.cut, root)
    }

    private init(_ tree: PartialTree, _ cut: PartialCut, _ place: Int) {
        self.tree = tree
        self.cut = cut
        self.place = place
    }

    var isComplete: Bool { tree.read { $0.isComplete(place, at: cut) } }

    var isList: Bool { tree.read { $0.nodes[place].kind == .array } }

    var json: JSONValue { tree.read { $0.json(of: place, at: cut) } }

    var text: String? { tree.read { $0.text(of: place, at: cut) } }

    /// How many elements have begun.
    var count: Int { tree.read { $0.count(of: place, at: cut) } }

    func member(_ name: String) -> PartialView? {
        tree.read { $0.member(name, of: place, at: cut) }.map { PartialView(tree, cut, $0) }
    }

    /// An element that has begun.
    func element(_ index: Int) -> PartialView {
        PartialView(tree, cut, tree.read { $0.element(index, of: place) })
    }

    /// Reads the value; nil when something of it is missing or it does not fit.
    func decode<Value: Decodable>(_ type: Value.Type) -> Value? {
        guard let source = tree.read({ $0.source(of: place, at: cut) }) else { return nil }
        return try? JSONDecoder.ofModels.decode(type, from: Data(source))
    }

    /// Reads the value, with the defaults of its type for what was left out; nil when something is missing or does not
    /// fit.
    func read<Value: Decodable>(_ type: Value.Type) -> Value? {
        if let value = decode(type) { return value }
        guard isComplete, let schema = try? JSONSchema(of: type) else { return nil }
        return try? SchemaReader<Value>(schema: schema).read(json)
    }
}
