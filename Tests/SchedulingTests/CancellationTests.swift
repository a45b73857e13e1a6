import Foundation
import Scheduling
import Synchronization
import System
import Testing

@Suite struct CancellationTests {
  /// Waits for what never comes; how long, until `cancellation` ended it.
  private static func waits(under cancellation: Cancellation) -> Duration {
    let (lock, never) = (Lock(), Condition())
    let start = ContinuousClock.now
    lock.withLock { while !cancellation.isCancelled { cancellation.wait(for: never, lock) } }
    return start.duration(to: .now)
  }

  /// Whoever of those above is cancelled.
  @Test(arguments: 0..<3) func aCancellationWakesWhoWaits(level: Int) {
    let process = Cancellation()
    let session = Cancellation(under: process)
    let statement = Cancellation(under: session, deadline: .now + .seconds(60))
    let moment = Mutex(ContinuousClock.now)
    _ = ServiceThread.start {
      usleep(30_000)
      moment.withLock { $0 = .now }
      [process, session, statement][level].cancel()
    }
    _ = Self.waits(under: statement)
    #expect(moment.withLock { $0.duration(to: .now) } < .milliseconds(500))
    #expect(statement.reason == .requested)
    #expect(throws: CancellationError(.requested)) { try statement.check() }
    #expect(process.isCancelled == (level == 0))
  }

  @Test(arguments: [false, true]) func aDeadlineEndsWaiting(isSuperior: Bool) {
    let timed = Cancellation(deadline: .now + .milliseconds(40))
    let cancellation = isSuperior ? Cancellation(under: timed, deadline: .now + .seconds(60)) : timed
    #expect(!cancellation.isCancelled)
    let taken = Self.waits(under: cancellation)
    #expect(taken > .milliseconds(20) && taken < .milliseconds(540), "\(taken)")
    #expect(cancellation.reason == .timedOut)
    #expect(throws: CancellationError(.timedOut)) { try cancellation.check() }
  }

  /// A signal in the ordinary sense is not lost, and a deadline that is over is no wait at all.
  @Test func aSignalAndAPastDeadline() {
    let (lock, changed, cancellation) = (Lock(), Condition(), Cancellation())
    let isReady = Mutex(false)
    _ = ServiceThread.start {
      usleep(10_000)
      isReady.withLock { $0 = true }
      lock.withLock { changed.broadcast() }
    }
    lock.withLock { while !isReady.withLock({ $0 }) { cancellation.wait(for: changed, lock) } }
    #expect(!cancellation.isCancelled)
    #expect(Self.waits(under: Cancellation(deadline: .now - .seconds(1))) < .milliseconds(500))
  }

  /// Many wait and are cancelled at any moment, also just before they wait: nobody is forgotten.
  @Test func nobodyIsForgotten() {
    for round in 0..<200 {
      let cancellation = Cancellation()
      let started = Atomic<Int>(0)
      let group = DispatchGroup()
      for _ in 0..<4 {
        group.enter()
        _ = ServiceThread.start {
          started.wrappingAdd(1, ordering: .sequentiallyConsistent)
          _ = Self.waits(under: cancellation)
          group.leave()
        }
      }
      while started.load(ordering: .sequentiallyConsistent) < round % 5 {}
      cancellation.cancel()
      #expect(group.wait(timeout: .now() + 10) == .success)
    }
  }
}
