import Synchronization
import System

/// SIGINT, SIGTERM and SIGHUP as a cancelled token: the running statement stops between two pieces of work, files that are not
/// whole go away, and the process ends with 128 and the signal's number.
package enum Interruption {
  /// Cancelled by the first signal; a second one ends the process at once.
  package static let token = Cancellation()
  private static let received = Atomic<Int32>(0)

  /// The signal that came, or 0.
  package static var signal: Int32 { received.load(ordering: .relaxed) }

  /// Call once, before the first statement.
  package static func watch() {
    // Made now: a handler may not.
    _ = token
    Platform.watchSignals { number in
      if Interruption.received.exchange(number, ordering: .relaxed) != 0 { Platform.endProcess(128 + number) }
      Interruption.token.cancel()
    }
  }

  /// Ends the process with this status.
  package static func exit(_ status: Int32) -> Never { Platform.exitProcess(status) }

  /// For a prompt, which goes on after Ctrl-C.
  package static func forget() {
    received.store(0, ordering: .relaxed)
    token.reset()
  }
}
