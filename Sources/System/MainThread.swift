/// The program's own thread: one with a stack of the size that deep recursion needs, whatever `ulimit -s` says.
package enum MainThread {
  /// Runs `body`, which ends the process, where the signals arrive too.
  package static func run(_ body: @escaping @Sendable () -> Never) -> Never {
    guard Platform.startThread(takingSignals: true, { body() }) else {
      // No thread is to be had: this one's stack may grow, where the system lets it.
      Platform.growStack()
      body()
    }
    Platform.blockSignals()
    while true { Platform.pauseThread() }
  }
}
