import Synchronization

/// Hands out the pieces of all parts so that every worker is busy to the end.
///
/// A worker takes a whole part, since the system writes several files faster than one; the largest first. When none is
/// left it helps with the part that has most to do.
final class PieceQueue: Sendable {
  private struct State {
    /// Of each part: the piece to hand out next.
    var next: [Int]
    /// Parts nobody has begun, the largest last.
    var open: [Int]
    /// Of each worker: its part.
    var own: [Int?]
  }

  private let counts: [Int]
  private let pieceWeights: [Int]
  private let state: Mutex<State>

  /// `weights`: the work of each part, in any unit.
  init(counts: [Int], weights: [Int], workers: Int) {
    self.counts = counts
    pieceWeights = zip(counts, weights).map { max(1, $1 / max(1, $0)) }
    let order = counts.indices.sorted { weights[$0] != weights[$1] ? weights[$0] < weights[$1] : $0 > $1 }
    state = Mutex(
      State(next: Array(repeating: 0, count: counts.count), open: order, own: Array(repeating: nil, count: workers)))
  }

  var total: Int { counts.reduce(0, +) }

  /// The next piece for a worker; nil when all are handed out.
  func next(for worker: Int) -> (part: Int, piece: Int)? {
    state.withLock { state in
      guard let part = choose(worker, &state) else { return nil }
      state.own[worker] = part
      defer { state.next[part] += 1 }
      return (part, state.next[part])
    }
  }

  private func choose(_ worker: Int, _ state: inout State) -> Int? {
    if let part = state.own[worker], left(part, state) > 0 { return part }
    while let part = state.open.popLast() {
      if left(part, state) > 0 { return part }
    }
    let busiest = counts.indices.max { work(left: $0, state) < work(left: $1, state) }
    return busiest.flatMap { left($0, state) > 0 ? $0 : nil }
  }

  private func left(_ part: Int, _ state: State) -> Int { counts[part] - state.next[part] }
  private func work(left part: Int, _ state: State) -> Int { left(part, state) * pieceWeights[part] }
}
