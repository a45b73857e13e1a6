import Columnar

/// LIMIT and OFFSET: runs no more morsels than it takes, a few at a time, and of each no more rows.
enum LimitOperator {
  static func source(
    _ input: any BatchSource, count: Int?, offset: Int, _ context: ExecutionContext
  ) throws -> any BatchSource {
    var window = LimitWindow(skip: offset, rest: count ?? .max)
    var kept: [Batch] = []
    guard window.rest > 0 else { return BatchList.empty }
    let wanted = window.rows
    try context.pool.mapOrdered(count: input.morselCount, window: context.pool.threads * 2) { morsel in
      try first(wanted, of: morsel, input)
    } consume: { _, batches in
      for batch in batches where window.rest > 0 { kept.append(batch.slice(window.take(batch.count))) }
      return window.rest > 0
    }
    return BatchList(kept)
  }

  /// About so many rows of a morsel: a join may give very many.
  private static func first(_ wanted: Int, of morsel: Int, _ input: any BatchSource) throws -> [Batch] {
    var batches: [Batch] = []
    var rows = 0
    do {
      try input.produce(morsel) { batch in
        batches.append(batch)
        rows += batch.count
        if rows >= wanted { throw EnoughRows() }
      }
    } catch is EnoughRows {}
    return batches
  }

  private struct EnoughRows: Error {}
}

/// The rows that LIMIT and OFFSET leave, as batches go by.
struct LimitWindow: Sendable {
  var skip: Int
  var rest: Int

  /// How many of the first rows there must be.
  var rows: Int {
    let (sum, isTooLarge) = skip.addingReportingOverflow(rest)
    return isTooLarge ? .max : sum
  }

  /// Which of the next `count` rows to keep.
  mutating func take(_ count: Int) -> Range<Int> {
    let start = min(skip, count)
    let end = start + min(rest, count - start)
    skip -= start
    rest -= end - start
    return start..<end
  }
}
