import System

/// A thread that serves others for as long as there is something to serve, such as connections to a server; work that
/// is to be computed belongs to a `WorkerPool`.
package enum ServiceThread {
  /// Nobody waits for the thread: `body` must come to its end by itself. False if the system has no more threads to
  /// give.
  package static func start(_ body: @escaping @Sendable () -> Void) -> Bool { Platform.startThread(body) }
}
