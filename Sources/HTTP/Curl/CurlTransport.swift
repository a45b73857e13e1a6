import SQLTypes
import Scheduling
import System

/// Transfers by the system's libcurl: one thread serves all connections, which stay open between requests.
package final class CurlTransport: HTTPTransport {
  private let network: CurlNetwork

  /// Errors: 58030 where libcurl is missing.
  package init(_ limits: HTTPLimits = HTTPLimits()) throws(SQLError) {
    network = try CurlNetwork(SystemCurl.load(), limits)
  }

  /// The thread ends, and what is under way with it.
  deinit { network.close() }

  package func start(_ transfer: HTTPTransfer, after delay: Int) { network.send(.start(transfer, after: delay)) }
  package func cancel(_ transfer: HTTPTransfer) { network.send(.cancel(transfer)) }
}

/// The thread's own: requests come in by messages, and everything of libcurl's but the wake-up is touched by it alone.
private final class CurlNetwork: @unchecked Sendable {
  enum Message {
    case start(HTTPTransfer, after: Int)
    case cancel(HTTPTransfer)
  }

  /// Milliseconds: what must be looked at sooner wakes the thread.
  private static let longestWait = 60_000

  private let library: SystemCurl
  private let limits: HTTPLimits
  private let multi: OpaquePointer

  private let lock = Lock()
  /// These four are guarded by the lock.
  private var messages: [Message] = []
  private var isRunning = false
  private var isAsleep = false
  private var isClosing = false

  /// The rest is the thread's.
  private var waiting: [HTTPTransfer] = []
  private var delayed: [(transfer: HTTPTransfer, due: ContinuousClock.Instant)] = []
  private var active: [OpaquePointer: CurlHandle] = [:]
  private var idle: [CurlHandle] = []

  init(_ library: SystemCurl, _ limits: HTTPLimits) throws(SQLError) {
    guard let multi = library.makeMulti() else {
      throw SQLError(.ioError, "the system's libcurl refuses to start")
    }
    (self.library, self.limits, self.multi) = (library, limits, multi)
  }

  /// No message comes any more, and the thread, which would keep this alive, has ended.
  deinit { library.freeMulti(multi) }

  // MARK: From any thread

  func send(_ message: Message) {
    let (wakes, fails) = lock.withLock {
      messages.append(message)
      if !isRunning { isRunning = ServiceThread.start { [self] in serve() } }
      defer { isAsleep = false }
      return (isAsleep, !isRunning)
    }
    if wakes { library.wakeUp(multi) }
    if fails { refuse() }
  }

  func close() {
    let wakes = lock.withLock {
      isClosing = true
      defer { isAsleep = false }
      return isAsleep
    }
    if wakes { library.wakeUp(multi) }
  }

  /// The system gives no thread.
  private func refuse() {
    let messages = lock.withLock {
      defer { self.messages = [] }
      return self.messages
    }
    for case .start(let transfer, _) in messages {
      transfer.failure = TransportError(.other, "the system gives no more threads")
      transfer.finish()
    }
  }

  // MARK: The thread

  private func serve() {
    while let messages = takeMessages() {
      for message in messages { take(message) }
      startWaiting()
      library.perform(multi)
      tell(ended())
      fallAsleep()
    }
    for transfer in waiting + delayed.map(\.transfer) { cancel(transfer) }
    for handle in active.values { handle.transfer.map(cancel) }
    idle = []
  }

  private func takeMessages() -> [Message]? {
    lock.withLock {
      defer { messages = [] }
      return isClosing ? nil : messages
    }
  }

  private func take(_ message: Message) {
    switch message {
    case .start(let transfer, 0): waiting.append(transfer)
    case .start(let transfer, let delay): delayed.append((transfer, .now + .milliseconds(delay)))
    case .cancel(let transfer): cancel(transfer)
    }
  }

  private func startWaiting() {
    if !delayed.isEmpty {
      let now = ContinuousClock.now
      waiting += delayed.filter { $0.due <= now }.map(\.transfer)
      delayed.removeAll { $0.due <= now }
    }
    let count = min(waiting.count, limits.connections - active.count)
    guard count > 0 else { return }
    for transfer in waiting[..<count] { start(transfer) }
    waiting.removeFirst(count)
  }

  private func start(_ transfer: HTTPTransfer) {
    guard let handle = idle.popLast() ?? CurlHandle(library, limits) else {
      transfer.failure = TransportError(.other, "libcurl has no memory left")
      return transfer.finish()
    }
    handle.begin(transfer)
    active[handle.easy] = handle
    _ = library.add(handle.easy, to: multi)
  }

  private func ended() -> [HTTPTransfer] {
    var transfers: [HTTPTransfer] = []
    while let (easy, code) = library.nextEnded(multi) {
      if let transfer = end(easy, code) { transfers.append(transfer) }
    }
    return transfers
  }

  private func tell(_ transfers: [HTTPTransfer]) {
    for transfer in transfers.dropLast() {
      transfer.hasFollowers = true
      transfer.finish()
    }
    transfers.last?.finish()
  }

  private func end(_ easy: OpaquePointer, _ code: Int32) -> HTTPTransfer? {
    library.remove(easy, from: multi)
    guard let handle = active.removeValue(forKey: easy) else { return nil }
    idle.append(handle)
    return handle.end(code)
  }

  /// Nothing is done to one that has ended.
  private func cancel(_ transfer: HTTPTransfer) {
    let (handle, isKnown) = (active.values.first { $0.transfer === transfer }, forget(transfer))
    guard handle != nil || isKnown else { return }
    transfer.failure = TransportError(.cancelled)
    if let handle { _ = end(handle.easy, 0) }
    transfer.finish()
  }

  /// Whether it was yet to be started.
  private func forget(_ transfer: HTTPTransfer) -> Bool {
    let before = waiting.count + delayed.count
    waiting.removeAll { $0 === transfer }
    delayed.removeAll { $0.transfer === transfer }
    return waiting.count + delayed.count < before
  }

  private func fallAsleep() {
    let wait = delayed.map(\.due).min().map { ContinuousClock.now.duration(to: $0) }
    let milliseconds = wait.map { max(0, Int($0 / .milliseconds(1)) + 1) } ?? Self.longestWait
    guard waiting.isEmpty || active.count >= limits.connections, lock.withLock({ goToSleep() }) else { return }
    library.poll(multi, milliseconds: Int32(min(milliseconds, Self.longestWait)))
    lock.withLock { isAsleep = false }
  }

  /// With the lock held. False where there is something to do.
  private func goToSleep() -> Bool {
    isAsleep = messages.isEmpty && !isClosing
    return isAsleep
  }
}
