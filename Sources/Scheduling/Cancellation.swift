import Synchronization

/// A wish to stop that any thread, or a signal handler, may express and that work asks for between its pieces.
package final class Cancellation: Sendable {
  private let flag = Atomic<Bool>(false)
  private let superior: Cancellation?

  package init() { superior = nil }

  /// Ends work of its own, and when `superior` is cancelled.
  package init(under superior: Cancellation) { self.superior = superior }

  package var isCancelled: Bool { flag.load(ordering: .relaxed) || superior?.isCancelled == true }

  /// One atomic store: safe in a signal handler.
  package func cancel() { flag.store(true, ordering: .relaxed) }

  /// Takes the wish back, for the next statement of a session.
  package func reset() { flag.store(false, ordering: .relaxed) }

  package func check() throws(CancellationError) {
    if isCancelled { throw CancellationError() }
  }
}

/// Work ended because it was told to; a session reports it as SQLSTATE 57014.
package struct CancellationError: Error, Hashable, Sendable {
  package init() {}
}
