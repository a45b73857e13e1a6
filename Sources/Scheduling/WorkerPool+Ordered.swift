import System

extension WorkerPool {
  /// Streams results: `body` runs in parallel, `consume` in index order on the calling thread, which also works.
  ///
  /// At most `window` results exist at a time. `consume` returns false to stop; an error of `body` is thrown when its
  /// index's turn comes, so all results before it have been consumed, whatever the number of threads.
  package func mapOrdered<T: Sendable>(
    count: Int, window: Int, _ body: @Sendable (Int) throws -> T, consume: (Int, T) throws -> Bool
  ) throws {
    try mapOrdered(
      count: count, window: window, with: {}, { (_: inout Void, index) in try body(index) }, consume: consume)
  }

  /// The same with a `State` (buffers, builders) that each worker makes once, keeps, and has for itself.
  /// Throws as that does.
  package func mapOrdered<State, T: Sendable>(
    count: Int, window: Int, with make: @Sendable () -> State, _ body: @Sendable (inout State, Int) throws -> T,
    consume: (Int, T) throws -> Bool
  ) throws {
    if threads == 1 || count <= 1 { return try streamAlone(count: count, make, body, consume) }
    let states = WorkerStates<State>(workers: threads)
    let stream = OrderedResults<T>(window: max(window, 1))
    let step: @Sendable (Int, Int) -> Void = { worker, index in
      stream.put(index, Result { try states.update(worker, make: make) { try body(&$0, index) } })
    }
    try withoutActuallyEscaping(step) { step in
      let limit = min(count, stream.window)
      let job = Job(
        limit: limit, workers: threads, cancellation: cancellation, isBackground: isBackground, body: step)
      try workers.run(job, wanting: limit - 1) { try drain(stream, of: job, count: count, consume) }
    }
  }

  private func drain<T>(
    _ stream: OrderedResults<T>, of job: Job, count: Int, _ consume: (Int, T) throws -> Bool
  ) throws {
    for index in 0..<count {
      let result = try nextResult(index, stream, job)
      if index + stream.window < count {
        job.raiseLimit(to: index + stream.window + 1)
        workers.wakeOne()
      }
      guard try consume(index, result.get()) else { return }
    }
  }

  /// Works itself as long as the result it waits for is not there.
  private func nextResult<T>(_ index: Int, _ stream: OrderedResults<T>, _ job: Job) throws -> Result<T, any Error> {
    while true {
      try cancellation.check()
      if let result = stream.take(index, waiting: false) { return result }
      if job.workOnce(as: 0) { continue }
      try cancellation.check()
      if let result = stream.take(index, waiting: true) { return result }
    }
  }

  private func streamAlone<State, T>(
    count: Int, _ make: () -> State, _ body: (inout State, Int) throws -> T, _ consume: (Int, T) throws -> Bool
  ) throws {
    guard count > 0 else { return }
    var state = make()
    for index in 0..<count {
      try cancellation.check()
      guard try consume(index, body(&state, index)) else { return }
    }
  }
}

/// The results of an ordered stream that wait for their turn: a ring of `window` slots.
private final class OrderedResults<T>: @unchecked Sendable {
  let window: Int
  private let lock = Lock()
  private let arrived = Condition()
  private let ring: Slots<Result<T, any Error>>
  private var awaited = -1

  init(window: Int) {
    self.window = window
    ring = Slots(count: window)
  }

  func put(_ index: Int, _ result: Result<T, any Error>) {
    lock.withLock {
      ring[index % window] = result
      if index == awaited { arrived.signal() }
    }
  }

  /// The result of `index`, which is one that was claimed if the caller wants to wait for it.
  func take(_ index: Int, waiting: Bool) -> Result<T, any Error>? {
    lock.withLock {
      while true {
        if let result = ring.take(index % window) { return result }
        guard waiting else { return nil }
        awaited = index
        arrived.wait(lock)
        awaited = -1
      }
    }
  }
}
