import Foundation

/// The processor time of the calling thread, which a busy machine stretches less than a wall clock's.
package enum ThreadClock {
  /// What `body` used on this thread alone: work that it hands to a pool is not in it.
  package static func measure(_ body: () throws -> Void) rethrows -> Duration {
    let start = now
    try body()
    return now - start
  }

  private static var now: Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
