import Synchronization
import System

/// SIGINT, SIGTERM and SIGHUP as a cancelled token: the running statement stops between two pieces of work, files that
/// are not whole go away, and the process ends with 128 and the signal's number.
///
/// A handler may do next to nothing: it marks the token and rings a bell, and a thread of its own wakes who waits.
package enum Signals {
  /// Cancelled by the first signal; a second one ends the process at once.
  package static let cancellation = Cancellation()
  private static let received = Atomic<Int32>(0)
  private static let outlives = Atomic<Bool>(false)

  /// Whether a second Ctrl-C does no more than the first: for a shell, which goes on behind the statement.
  package static var outlivesInterrupts: Bool {
    get { outlives.load(ordering: .relaxed) }
    set { outlives.store(newValue, ordering: .relaxed) }
  }
  /// nil where the system gives no pipe.
  private static let bell = try? SignalBell()

  /// The signal that came, or 0.
  package static var last: Int32 { received.load(ordering: .relaxed) }

  /// Ctrl-C's.
  package static let interrupt = Platform.interrupt

  /// Waits for a signal.
  package static func wait() {
    let (lock, condition) = (Lock(), Condition())
    lock.withLock {
      while !cancellation.isCancelled { cancellation.wait(for: condition, lock) }
    }
  }

  /// Call once, before the first statement.
  package static func watch() {
    // Made now: a handler may not.
    let (cancellation, bell) = (cancellation, bell)
    _ = ServiceThread.start {
      while let bell {
        bell.wait()
        cancellation.wakeWaiters()
      }
    }
    Platform.watchSignals { number in
      let before = Signals.received.exchange(number, ordering: .relaxed)
      let isRepeated = before == Platform.interrupt && number == before && Signals.outlivesInterrupts
      if before != 0 && !isRepeated { Platform.endProcess(128 + number) }
      Signals.cancellation.mark()
      Signals.bell?.ring()
    }
  }

  /// Ends the process with this status.
  package static func exit(_ status: Int32) -> Never { Platform.exitProcess(status) }

  /// For a prompt, which goes on after Ctrl-C.
  package static func forget() {
    received.store(0, ordering: .relaxed)
    cancellation.reset()
  }
}
