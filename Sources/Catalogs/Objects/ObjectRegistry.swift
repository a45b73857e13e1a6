import Synchronization

/// Object ids of what has none in the catalog itself: taken from the database's counter when first asked for, kept as
/// long as the object is there, and never given to another.
package final class ObjectRegistry: Sendable {
  private struct State {
    var schemas: [String: Int] = [:]
    var parts: [Int: [ObjectKey: Int]] = [:]
  }

  private let state = Mutex(State())

  func id(of key: ObjectKey, makeID: () -> Int) -> Int {
    state.withLock { state in
      switch key {
      case .schema(let name): Self.id(name, in: &state.schemas, makeID)
      default: Self.id(key, in: &state.parts[key.relation ?? 0, default: [:]], makeID)
      }
    }
  }

  private static func id<Key>(_ key: Key, in ids: inout [Key: Int], _ makeID: () -> Int) -> Int {
    if let id = ids[key] { return id }
    let id = makeID()
    ids[key] = id
    return id
  }

  /// Relations and schemas that are gone: what comes under their names later is something else.
  func forget(relations: Set<Int>, schemas: [String]) {
    guard !relations.isEmpty || !schemas.isEmpty else { return }
    state.withLock { state in
      for relation in relations { state.parts[relation] = nil }
      for schema in schemas { state.schemas[schema] = nil }
    }
  }
}
