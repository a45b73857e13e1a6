import System

/// Threads of our own that work through indices in parallel, with results in order: nothing else starts threads.
///
/// The calling thread takes part, so a pool of `n` starts at most `n - 1` threads, and those only when first needed.
/// Calls may nest and may come from several threads at once. What comes out does not depend on the number of threads:
/// results are in index order and the error thrown is that of the lowest index that failed.
package final class WorkerPool: Sendable {
  package let threads: Int
  /// What ends this pool's calls early, with `CancellationError`, between two indices.
  package let cancellation: Cancellation
  let workers: WorkerThreads
  /// Its jobs come behind those of other pools of these threads.
  let isBackground: Bool
  private let owner: WorkerPool?

  package init(threads: Int = WorkerPool.processorCount, cancellation: Cancellation = Cancellation()) {
    self.threads = max(1, threads)
    self.cancellation = cancellation
    workers = WorkerThreads(size: self.threads - 1)
    isBackground = false
    owner = nil
  }

  private init(sharing other: WorkerPool, cancellation: Cancellation, isBackground: Bool) {
    threads = other.threads
    self.cancellation = cancellation
    self.isBackground = isBackground
    workers = other.workers
    owner = other
  }

  deinit { if owner == nil { workers.close() } }

  /// The machine's processors.
  package static var processorCount: Int { Platform.processorCount }

  /// The same threads under another token: one for each session.
  package func cancellable(by cancellation: Cancellation) -> WorkerPool {
    WorkerPool(sharing: self, cancellation: cancellation, isBackground: isBackground)
  }

  /// The same for work that nobody waits for yet: besides the thread that calls it, it gets the threads that other
  /// calls leave.
  package func inBackground(cancellation: Cancellation) -> WorkerPool {
    WorkerPool(sharing: self, cancellation: cancellation, isBackground: true)
  }

  /// The results of `body` for `0..<count`, in order.
  /// Throws the error of the lowest index that failed, else `CancellationError` where work was called off.
  package func map<T: Sendable>(count: Int, _ body: @Sendable (Int) throws -> T) throws -> [T] {
    let results = Slots<T>(count: count)
    try run(count: count) { _, index in results[index] = try body(index) }
    return results.takeAll()
  }

  /// The same with a `State` (buffers, builders) that each worker makes once, keeps, and has for itself.
  /// Throws as `map` does.
  package func map<State, T: Sendable>(
    count: Int, with make: @Sendable () -> State, _ body: @Sendable (inout State, Int) throws -> T
  ) throws -> [T] {
    let results = Slots<T>(count: count)
    let states = WorkerStates<State>(workers: threads)
    try run(count: count) { worker, index in
      results[index] = try states.update(worker, make: make) { try body(&$0, index) }
    }
    return results.takeAll()
  }

  /// `body` for `0..<count`, in any order. Throws as `map` does.
  package func forEach(count: Int, _ body: @Sendable (Int) throws -> Void) throws {
    try run(count: count) { _, index in try body(index) }
  }

  /// `body` with the worker's number, `0..<threads`: no two indices have the same number at the same time.
  /// Throws as `map` does.
  package func forEachNumbered(count: Int, _ body: @Sendable (_ worker: Int, _ index: Int) throws -> Void) throws {
    try run(count: count, body)
  }

  private func run(count: Int, _ body: @Sendable (Int, Int) throws -> Void) throws {
    if threads == 1 || count <= 1 { return try runAlone(count: count, body) }
    try withoutActuallyEscaping(body) { body in
      let job = Job(
        limit: count, workers: threads, cancellation: cancellation, isBackground: isBackground, body: body)
      workers.run(job, wanting: count - 1) { job.work(as: 0) }
      try job.throwFailure()
    }
  }

  private func runAlone(count: Int, _ body: (Int, Int) throws -> Void) throws {
    for index in 0..<max(0, count) {
      try cancellation.check()
      try body(0, index)
    }
  }
}
