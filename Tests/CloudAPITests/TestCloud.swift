import CloudAPI
import Testing

/// The services with nothing behind them: no cluster runs, and what they ask for is noted.
final class TestCloud {
  var state = CloudState()
  /// Microseconds since 1970.
  var time: Int64 = 1_000_000_000
  var accessKey: String?
  let host = TestHost()
  private var count: UInt8 = 0

  /// An operation's answer. Errors: its own.
  @discardableResult
  func call(_ service: CloudService, _ name: String, _ input: CloudInput = .empty) throws -> CloudValue {
    var context = makeContext()
    let operation = try #require(service.operation(name))
    let answer = try operation.run(input, &context)
    state = context.state
    return answer
  }

  /// The code of the error that an operation gives; nil where it gives none.
  func code(_ service: CloudService, _ name: String, _ input: CloudInput = .empty) -> String? {
    do {
      try call(service, name, input)
      return nil
    } catch { return (error as? CloudError)?.code ?? "\(error)" }
  }

  func makeContext() -> CloudContext {
    count += 1
    return CloudContext(
      state: state, time: time, region: "us-west-2", accessKey: accessKey, nonce: [UInt8](repeating: count, count: 16),
      clusters: host, statements: host)
  }

  func createCluster(_ identifier: String = "dwh", _ more: [String: CloudInput] = [:]) throws {
    let input: [String: CloudInput] = [
      "ClusterIdentifier": .text(identifier), "NodeType": .text("ra3.large"), "MasterUsername": .text("admin"),
      "MasterUserPassword": .text("Passw0rd"),
    ]
    try call(.warehouse, "CreateCluster", .structure(input.merging(more) { $1 }))
  }
}

extension CloudInput: ExpressibleByDictionaryLiteral, ExpressibleByStringLiteral {
  package init(dictionaryLiteral elements: (String, CloudInput)...) {
    self = .structure(Dictionary(uniqueKeysWithValues: elements))
  }

  package init(stringLiteral value: String) { self = .text(value) }
}

extension CloudValue {
  /// The member behind names that lead to it; nil where there is none.
  subscript(names: String...) -> CloudValue? {
    names.reduce(self as CloudValue?) { value, name in
      guard case .structure(let members)? = value else { return nil }
      return members.first { $0.name == name }?.value
    }
  }

  var elements: [CloudValue] {
    if case .list(_, let elements) = self { elements } else { [] }
  }
}
