import SQLTypes
import Scheduling
import System

/// The locks of a database: who has which, and who waits.
///
/// Locks are taken as statements need them and released together when the transaction ends (sql.md 1.2 "Locks"). Who
/// waits is served in the order of coming, so that a stream of readers does not starve an ALTER; a transaction that has
/// a lock on the same thing goes before those that have none. A ring of waits is found by whoever closes it:
///
/// ```
/// 1 has a, 2 has b        1 wants b: waits for 2        2 wants a: waits for 1, which waits for 2 → 40P01 for 2
/// ```
package final class LockTable: @unchecked Sendable {
  /// One lock that a transaction has or wants.
  package struct Request: Hashable, Sendable {
    package var transaction: Int
    package var target: LockTarget
    package var mode: LockMode

    package init(transaction: Int, target: LockTarget, mode: LockMode) {
      self.transaction = transaction
      self.target = target
      self.mode = mode
    }
  }

  private let lock = Lock()
  private let changed = Condition()
  /// All below are guarded by `lock`.
  private var held: [LockTarget: Set<Request>] = [:]
  /// By transaction: where in `held` its locks are.
  private var targets: [Int: Set<LockTarget>] = [:]
  private var waiting: [Request] = []

  package init() {}

  /// Takes the lock, waiting where it must; `isWaiting` is told when a wait begins and ends.
  ///
  /// Throws 40P01 where the wait would close a ring, `CancellationError` when it is called off.
  package func acquire(_ request: Request, cancellation: Cancellation, isWaiting: (Bool) -> Void) throws {
    lock.lock()
    defer { lock.unlock() }
    if held[request.target]?.contains(request) == true { return }
    if !blockers(of: request).isEmpty { try wait(for: request, cancellation, isWaiting) }
    held[request.target, default: []].insert(request)
    targets[request.transaction, default: []].insert(request.target)
  }

  /// Releases all locks of a transaction.
  package func release(_ transaction: Int) {
    lock.withLock {
      guard let targets = targets.removeValue(forKey: transaction) else { return }
      for target in targets {
        let others = held[target, default: []].filter { $0.transaction != transaction }
        held[target] = others.isEmpty ? nil : others
      }
      if !waiting.isEmpty { changed.broadcast() }
    }
  }

  /// All locks as they are now, those that are waited for last.
  package var requests: (granted: [Request], waiting: [Request]) {
    lock.withLock { (held.values.flatMap { $0 }, waiting) }
  }

  /// Call with the lock held, as the two below.
  private func wait(for request: Request, _ cancellation: Cancellation, _ isWaiting: (Bool) -> Void) throws {
    waiting.append(request)
    isWaiting(true)
    defer {
      waiting.removeAll { $0 == request }
      isWaiting(false)
      changed.broadcast()
    }
    guard !closesRing(request) else { throw SQLError(.deadlock, "deadlock detected") }
    while !blockers(of: request).isEmpty {
      try cancellation.check()
      cancellation.wait(for: changed, lock)
    }
  }

  /// The transactions that a request has to wait for.
  private func blockers(of request: Request) -> Set<Int> {
    let others = held[request.target, default: []]
    var blockers = Set(others.filter { blocks($0, request) }.map(\.transaction))
    guard !others.contains(where: { $0.transaction == request.transaction }) else { return blockers }
    for earlier in waiting.prefix(while: { $0 != request }) where blocks(earlier, request) {
      blockers.insert(earlier.transaction)
    }
    return blockers
  }

  private func blocks(_ other: Request, _ request: Request) -> Bool {
    other.target == request.target && other.transaction != request.transaction
      && other.mode.conflicts(with: request.mode)
  }

  private func closesRing(_ request: Request) -> Bool {
    var seen: Set<Int> = []
    var open = blockers(of: request)
    while let next = open.popFirst() {
      if next == request.transaction { return true }
      guard seen.insert(next).inserted else { continue }
      for other in waiting where other.transaction == next { open.formUnion(blockers(of: other)) }
    }
    return false
  }
}
