import Columnar
import SQLTypes
import Synchronization

/// Results that a statement keeps while it runs: common tables by id, sub-queries by id and outer values.
///
/// Each is computed once, by whoever asks first; others who ask meanwhile wait. A plan never contains itself, so nobody
/// waits in a ring.
final class SharedResults: Sendable {
  private let shared = Mutex<[Int: Once<[Batch]>]>([:])
  private let subqueries = Mutex<[SubqueryKey: Once<SubqueryResult>]>([:])

  func shared(_ id: Int, _ compute: () throws -> [Batch]) throws -> [Batch] {
    let once = shared.withLock { results in
      let once = results[id] ?? Once()
      results[id] = once
      return once
    }
    return try once.value(compute)
  }

  func subquery(_ key: SubqueryKey, _ compute: () throws -> SubqueryResult) throws -> SubqueryResult {
    let once = subqueries.withLock { results in
      let once = results[key] ?? Once()
      results[key] = once
      return once
    }
    return try once.value(compute)
  }
}

struct SubqueryKey: Hashable, Sendable {
  let id: Int
  let parameters: [Value]
}

/// A value computed at first use; an error is not kept.
private final class Once<Value: Sendable>: Sendable {
  private let state = Mutex<Value?>(nil)

  func value(_ compute: () throws -> Value) throws -> Value {
    try state.withLock { state in
      if let value = state { return value }
      let value = try compute()
      state = value
      return value
    }
  }
}
