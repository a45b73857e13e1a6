import Synchronization
import System

/// One call's parallel work: indices `0..<count`, claimed in order by the caller and by workers that join it.
///
/// Indices below `limit` may be claimed. Claims go upwards, so when index `i` fails every lower one has been claimed
/// and will finish: the lowest failed index, hence the error thrown, is the same for any number of threads.
final class Job: @unchecked Sendable {
  typealias Body = (_ worker: Int, _ index: Int) throws -> Void

  let cancellation: Cancellation
  /// Workers leave it when there is a job in front.
  let isBackground: Bool
  private let next = Atomic<Int>(0)
  private let limit: Atomic<Int>

  /// Set while the call lasts. A worker takes it only between `WorkerThreads.join` and `WorkerThreads.leave`.
  private var body: Body?
  /// Guarded by the lock of `WorkerThreads`: numbers no worker uses at the moment; the caller is number 0.
  var freeNumbers: [Int]
  /// Guarded by the lock of `WorkerThreads`: workers between `join` and `leave`.
  var participants = 0
  /// Signalled, with the lock of `WorkerThreads`, when the last participant leaves.
  let left = Condition()

  private let failureLock = Lock()
  private var firstFailure: (index: Int, error: any Error)?

  init(limit: Int, workers: Int, cancellation: Cancellation, isBackground: Bool, body: @escaping Body) {
    self.limit = Atomic(limit)
    self.cancellation = cancellation
    self.isBackground = isBackground
    self.body = body
    freeNumbers = workers > 1 ? Array((1..<workers).reversed()) : []
  }

  var isOpen: Bool { next.load(ordering: .relaxed) < limit.load(ordering: .relaxed) }

  func raiseLimit(to value: Int) { limit.store(value, ordering: .releasing) }
  /// No index will be claimed any more.
  func close() { limit.store(0, ordering: .relaxed) }
  /// Lets go of the caller's closure: its memory lies on the caller's stack.
  func forgetBody() { body = nil }

  /// The next index to work on, if there is one.
  func claim() -> Int? {
    if cancellation.isCancelled {
      close()
      return nil
    }
    var candidate = next.load(ordering: .relaxed)
    while candidate < limit.load(ordering: .acquiring) {
      let (done, seen) = next.weakCompareExchange(
        expected: candidate, desired: candidate + 1, successOrdering: .relaxed, failureOrdering: .relaxed)
      if done { return candidate }
      candidate = seen
    }
    return nil
  }

  /// Works until nothing is left to claim, or on one index and as long as `goesOn`. Not inlined: on return nothing of
  /// it holds the body any more.
  @inline(never)
  func work(as worker: Int, while goesOn: () -> Bool = { true }) {
    guard let body else { return }
    while let index = claim() {
      do { try body(worker, index) } catch { fail(index, error) }
      guard goesOn() else { return }
    }
  }

  /// Works on one index. False if there was none.
  func workOnce(as worker: Int) -> Bool {
    guard let body, let index = claim() else { return false }
    do { try body(worker, index) } catch { fail(index, error) }
    return true
  }

  private func fail(_ index: Int, _ error: any Error) {
    close()
    failureLock.withLock {
      if let firstFailure, firstFailure.index < index { return }
      firstFailure = (index, error)
    }
  }

  /// Throws the failure with the lowest index; else says whether the work was called off.
  func throwFailure() throws {
    if let firstFailure = failureLock.withLock({ firstFailure }) { throw firstFailure.error }
    try cancellation.check()
  }
}
