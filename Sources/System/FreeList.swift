/// Objects that are used again, by any thread, instead of made anew: fresh memory costs more than what is done with it.
///
/// Whoever takes an object out has it alone; one that lies here belongs to nobody.
package final class FreeList<Object: AnyObject>: @unchecked Sendable {
  /// More are let go.
  private let limit: Int
  private let lock = Lock()
  /// Guarded by the lock.
  private var free: [Object] = []

  package init(limit: Int = .max) { self.limit = limit }

  /// nil where none lies here.
  package func take() -> Object? { lock.withLock { free.popLast() } }

  /// Takes an object that nobody uses any more.
  package func give(_ object: Object) {
    lock.withLock { if free.count < limit { free.append(object) } }
  }
}
