import Catalogs
import Scheduling
import Synchronization
import System

/// Looks after connections whose threads are busy: a client that has gone away has its statement cancelled.
final class ConnectionWatch: Sendable {
  private let watched = Mutex<[Int32: (entry: SessionEntry, socket: Socket)]>([:])
  private let isStopped = Atomic<Bool>(false)

  func watch(_ entry: SessionEntry, _ socket: Socket) { watched.withLock { $0[socket.descriptor] = (entry, socket) } }

  func forget(_ socket: Socket) { watched.withLock { $0[socket.descriptor] = nil } }

  func start() {
    _ = ServiceThread.start { [self] in
      while !isStopped.load(ordering: .relaxed) {
        for (entry, socket) in connections where entry.activity != nil && socket.hasHungUp { entry.cancel() }
        WallClock.sleep(milliseconds: Self.interval)
      }
    }
  }

  func stop() { isStopped.store(true, ordering: .relaxed) }

  /// Ends the connections of sessions that run nothing.
  func endIdle() { for (entry, socket) in connections where entry.isIdle { socket.shutDown() } }

  func endAll() { for (entry, _) in connections { entry.terminate() } }

  private var connections: [(entry: SessionEntry, socket: Socket)] { watched.withLock { Array($0.values) } }

  /// Milliseconds between two looks.
  private static let interval = 100
}
