import Synchronization
import System

/// The threads of a pool and the jobs they may join.
///
/// A worker takes part in the newest job that has indices left, leaves it when there are none, and sleeps when no job
/// is open. A job in the background is joined when there is no other, and left after an index when there is one again.
/// A caller waits only for workers inside its own job; a worker that waits (a nested call) waits for a job made after
/// the one it works on. Waits therefore go from older to newer jobs, and no ring of them can form.
final class WorkerThreads: @unchecked Sendable {
  private let size: Int
  private let lock = Lock()
  private let wakeUp = Condition()
  private var jobs: [Job] = []
  private var started = 0
  private var idle = 0
  private var closing = false
  /// Jobs that are not in the background.
  private let jobsInFront = Atomic<Int>(0)

  init(size: Int) { self.size = size }

  /// Offers `job` to the workers, does `body` on this thread, and returns when no worker is in the job any more.
  func run(_ job: Job, wanting helpers: Int, _ body: () throws -> Void) rethrows {
    open(job, wanting: helpers)
    defer { finish(job) }
    try body()
  }

  /// Wakes a worker if one sleeps: an open job has grown.
  func wakeOne() {
    lock.withLock { if idle > 0 { wakeUp.signal() } }
  }

  /// The threads end when their jobs do.
  func close() {
    lock.withLock {
      closing = true
      wakeUp.broadcast()
    }
  }

  private func open(_ job: Job, wanting helpers: Int) {
    lock.withLock {
      jobs.append(job)
      if !job.isBackground { jobsInFront.wrappingAdd(1, ordering: .relaxed) }
      let wanted = min(helpers, size)
      while started < wanted && startWorker() { started += 1 }
      for _ in 0..<min(wanted, idle) { wakeUp.signal() }
    }
  }

  private func finish(_ job: Job) {
    job.close()
    lock.withLock {
      jobs.removeAll { $0 === job }
      if !job.isBackground { jobsInFront.wrappingSubtract(1, ordering: .relaxed) }
      while job.participants > 0 { job.left.wait(lock) }
    }
    job.forgetBody()
  }

  private func startWorker() -> Bool {
    Platform.startThread { [self] in workerMain() }
  }

  private func workerMain() {
    lock.lock()
    while true {
      if let (job, number) = join() {
        lock.unlock()
        job.work(as: number) { !job.isBackground || jobsInFront.load(ordering: .relaxed) == 0 }
        lock.lock()
        leave(job, number)
      } else if closing {
        break
      } else {
        idle += 1
        wakeUp.wait(lock)
        idle -= 1
      }
    }
    lock.unlock()
  }

  /// Call with the lock held.
  private func join() -> (Job, Int)? {
    guard let job = newestJob(isBackground: false) ?? newestJob(isBackground: true) else { return nil }
    job.participants += 1
    return (job, job.freeNumbers.removeLast())
  }

  private func newestJob(isBackground: Bool) -> Job? {
    jobs.last { $0.isBackground == isBackground && $0.isOpen && !$0.freeNumbers.isEmpty }
  }

  /// Call with the lock held.
  private func leave(_ job: Job, _ number: Int) {
    job.freeNumbers.append(number)
    job.participants -= 1
    if job.participants == 0 { job.left.signal() }
  }
}
