#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A pthread mutex, because `Synchronization.Mutex` has no condition to wait on.
package final class Lock: @unchecked Sendable {
  /// One mutex, initialised for the life of this object; its address must not change.
  fileprivate let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

  package init() {
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  package func lock() { pthread_mutex_lock(mutex) }
  package func unlock() { pthread_mutex_unlock(mutex) }

  @inlinable package func withLock<T>(_ body: () throws -> T) rethrows -> T {
    lock()
    defer { unlock() }
    return try body()
  }
}

/// A pthread condition: threads wait on it holding a `Lock`, which the wait gives up meanwhile.
package final class Condition: @unchecked Sendable {
  /// One condition, initialised for the life of this object; its address must not change.
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  package init() {
    condition.initialize(to: pthread_cond_t())
    #if canImport(Darwin)
      pthread_cond_init(condition, nil)
    #else
      // A wait that ends at some time must not depend on the time of day.
      var attributes = pthread_condattr_t()
      pthread_condattr_init(&attributes)
      pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
      pthread_cond_init(condition, &attributes)
      pthread_condattr_destroy(&attributes)
    #endif
  }

  deinit {
    pthread_cond_destroy(condition)
    condition.deallocate()
  }

  /// May return without a signal: the caller checks again what it waits for.
  package func wait(_ lock: Lock) { pthread_cond_wait(condition, lock.mutex) }

  /// The same, but not beyond `end`.
  package func wait(_ lock: Lock, until end: ContinuousClock.Instant) {
    let left = ContinuousClock.now.duration(to: end).components
    guard left.seconds >= 0, left.attoseconds >= 0 else { return }
    let microseconds = min(left.seconds, 1 << 32) * 1_000_000 + left.attoseconds / 1_000_000_000_000 + 1
    #if canImport(Darwin)
      var time = Self.time(microseconds)
      pthread_cond_timedwait_relative_np(condition, lock.mutex, &time)
    #else
      var time = Self.time(Platform.uptime + microseconds)
      pthread_cond_timedwait(condition, lock.mutex, &time)
    #endif
  }

  /// The same, but for so long at most.
  package func wait(_ lock: Lock, milliseconds: Int) { wait(lock, until: .now + .milliseconds(milliseconds)) }

  private static func time(_ microseconds: Int64) -> timespec {
    var time = timespec()
    time.tv_sec = .init(microseconds / 1_000_000)
    time.tv_nsec = .init(microseconds % 1_000_000 * 1000)
    return time
  }

  package func signal() { pthread_cond_signal(condition) }
  package func broadcast() { pthread_cond_broadcast(condition) }
}
