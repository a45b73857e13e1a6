import Catalogs
import Foundation
import SQLTypes
import Scheduling
import Synchronization
import TestSupport
import Testing

@Suite struct LockTableTests {
  /// Random locks by many threads: no two that conflict at once, every ring is found, nothing stays behind.
  @Test(arguments: UInt64(0)..<5) func neverTwoThatConflict(seed: UInt64) {
    let locks = LockTable()
    let held = Mutex<[LockTable.Request]>([])
    let deadlocks = Atomic<Int>(0)
    let conflicts = Atomic<Int>(0)
    together(8) { thread in
      var generator = SeededGenerator(seed: seed * 100 + UInt64(thread))
      for round in 0..<60 {
        let transaction = thread * 1000 + round
        for _ in 0..<3 {
          let request = LockTable.Request(
            transaction: transaction, target: .relation(generator.below(3)), mode: generator.pick(LockMode.allCases))
          do { try locks.acquire(request, cancellation: Cancellation()) { _ in } } catch {
            deadlocks.add(1, ordering: .relaxed)
            break
          }
          held.withLock { held in
            let isBeside = held.contains { other in
              other.transaction != transaction && other.target == request.target
                && other.mode.conflicts(with: request.mode)
            }
            if isBeside { conflicts.add(1, ordering: .relaxed) }
            held.append(request)
          }
        }
        held.withLock { $0.removeAll { $0.transaction == transaction } }
        locks.release(transaction)
      }
    }
    #expect(conflicts.load(ordering: .relaxed) == 0, "seed \(seed)")
    #expect(locks.requests.granted.isEmpty && locks.requests.waiting.isEmpty, "seed \(seed)")
  }

  @Test func aWaitEndsAtOnceWhenItIsCalledOff() throws {
    let locks = LockTable()
    let request = LockTable.Request(transaction: 1, target: .relation(7), mode: .accessExclusive)
    try locks.acquire(request, cancellation: Cancellation()) { _ in }
    let cancellation = Cancellation()
    let other = LockTable.Request(transaction: 2, target: .relation(7), mode: .accessShare)
    let thread = Thread {
      while locks.requests.waiting.isEmpty { usleep(100) }
      cancellation.cancel()
    }
    thread.start()
    #expect(throws: CancellationError.self) { try locks.acquire(other, cancellation: cancellation) { _ in } }
    #expect(locks.requests.waiting.isEmpty)
    let deadline = Cancellation(deadline: .now + .milliseconds(20))
    #expect(throws: CancellationError(.timedOut)) { try locks.acquire(other, cancellation: deadline) { _ in } }
    locks.release(1)
    try locks.acquire(other, cancellation: Cancellation()) { _ in }
  }
}
