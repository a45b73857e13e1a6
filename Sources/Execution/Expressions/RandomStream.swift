import Columnar
import Synchronization

/// The numbers of RANDOM, one stream a statement: the same ones from the same seed, where batches come in order.
package final class RandomStream: Sendable {
  private let state: Mutex<UInt64>

  package init(seed: UInt64) { state = Mutex(seed) }

  /// Uniform in [0, 1).
  package func next(_ count: Int) -> [Double] {
    let step: UInt64 = 0x9e37_79b9_7f4a_7c15
    var current = state.withLock { state in
      defer { state &+= step &* UInt64(count) }
      return state
    }
    return (0..<count).map { _ in
      current &+= step
      return Double(foldedMultiply(current ^ 0xa076_1d64_78bd_642f, current | 1) >> 11) * 0x1p-53
    }
  }
}
