/// The paths of a mapping joined into one tree, so that a record is walked once whatever the number of paths.
///
///     $.id, $.user.name, $.tags[0]  ->  0 ┬ "id"   1 (column 0)
///                                         ├ "user" 2 ─ "name" 3 (column 1)
///                                         └ "tags" 4 ─ [0]    5 (column 2)
///
/// Node 0 is the root of a record.
struct JSONPathTree: Sendable {
  struct Node: Sendable {
    /// Columns that want the value itself.
    var columns: [Int] = []
    var members: [(name: [UInt8], node: Int)] = []
    var elements: [(index: Int, node: Int)] = []
    /// Columns of all nodes below `members`, and of those below `elements`.
    var memberColumns: [Int] = []
    var elementColumns: [Int] = []

    var isLeaf: Bool { members.isEmpty && elements.isEmpty }
  }

  private(set) var nodes = [Node()]
  /// Member names compare without the case of ASCII letters; those in the tree are in lower case.
  let ignoresCase: Bool

  init(_ mapping: JSONMapping) {
    switch mapping {
    case .paths(let paths):
      ignoresCase = false
      for (column, path) in paths.enumerated() { add(path.steps, column) }
    case .keys(let names):
      ignoresCase = false
      for (column, name) in names.enumerated() { add([.member(name)], column) }
    case .keysIgnoringCase(let names):
      ignoresCase = true
      for (column, name) in names.enumerated() { add([.member(name)], column) }
    }
  }

  private mutating func add(_ steps: [JSONPath.Step], _ column: Int) {
    var node = 0
    for step in steps {
      switch step {
      case .member: nodes[node].memberColumns.append(column)
      case .element: nodes[node].elementColumns.append(column)
      }
      node = child(of: node, step)
    }
    nodes[node].columns.append(column)
  }

  private mutating func child(of node: Int, _ step: JSONPath.Step) -> Int {
    switch step {
    case .member(let name):
      let bytes = ignoresCase ? name.utf8.map(Self.lowercased) : Array(name.utf8)
      if let known = nodes[node].members.first(where: { $0.name == bytes }) { return known.node }
      nodes[node].members.append((bytes, nodes.count))
    case .element(let index):
      if let known = nodes[node].elements.first(where: { $0.index == index }) { return known.node }
      nodes[node].elements.append((index, nodes.count))
    }
    nodes.append(Node())
    return nodes.count - 1
  }

  static func lowercased(_ byte: UInt8) -> UInt8 {
    UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
  }
}
