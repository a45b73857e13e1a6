import Columnar

/// LIMIT and OFFSET: runs no more morsels than it takes, a few at a time.
enum LimitOperator {
  static func source(
    _ input: any BatchSource, count: Int?, offset: Int, _ context: ExecutionContext
  ) throws -> any BatchSource {
    var window = LimitWindow(skip: offset, rest: count ?? .max)
    var kept: [Batch] = []
    guard window.rest > 0 else { return BatchList.empty }
    try context.pool.mapOrdered(count: input.morselCount, window: context.pool.threads * 2) { morsel in
      var batches: [Batch] = []
      try input.produce(morsel) { batches.append($0) }
      return batches
    } consume: { _, batches in
      for batch in batches where window.rest > 0 { kept.append(batch.slice(window.take(batch.count))) }
      return window.rest > 0
    }
    return BatchList(kept)
  }
}

/// The rows that LIMIT and OFFSET leave, as batches go by.
struct LimitWindow: Sendable {
  var skip: Int
  var rest: Int

  /// Which of the next `count` rows to keep.
  mutating func take(_ count: Int) -> Range<Int> {
    let start = min(skip, count)
    let end = start + min(rest, count - start)
    skip -= start
    rest -= end - start
    return start..<end
  }
}
