import Foundation

/// Runs `body` on so many threads at once and waits for all of them.
package func together(_ threads: Int, _ body: @escaping @Sendable (_ thread: Int) -> Void) {
  let group = DispatchGroup()
  for number in 0..<threads {
    group.enter()
    let thread = Thread {
      body(number)
      group.leave()
    }
    thread.stackSize = 1 << 23
    thread.start()
  }
  group.wait()
}
