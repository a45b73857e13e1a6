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
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    condition.deallocate()
  }

  /// May return without a signal: the caller checks again what it waits for.
  package func wait(_ lock: Lock) { pthread_cond_wait(condition, lock.mutex) }

  /// The same, but for about so long at most: for waits that a signal may call off, which cannot wake anybody.
  package func wait(_ lock: Lock, milliseconds: Int) {
    let end = Platform.now + Int64(milliseconds) * 1000
    var time = timespec()
    time.tv_sec = .init(end / 1_000_000)
    time.tv_nsec = .init(end % 1_000_000 * 1000)
    pthread_cond_timedwait(condition, lock.mutex, &time)
  }

  package func signal() { pthread_cond_signal(condition) }
  package func broadcast() { pthread_cond_broadcast(condition) }
}
