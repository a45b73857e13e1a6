import Columnar
import Planning
import SQLTypes

extension Executor {
  /// Steps and rows of one recursion: beyond either it is taken for endless.
  private static let mostSteps = 1 << 16
  private static let mostRows = 1 << 24

  /// All rows of a recursive union, step by step. Throws XX000 for one that seems to have no end, in Redshift's words,
  /// and what a step throws; each step looks at the statement's cancellation.
  func recursion(_ id: Int, _ seed: LogicalPlan, _ member: LogicalPlan) throws -> [Batch] {
    var step = try run(seed, input: 0)
    var batches = step
    var (steps, rows) = (0, Self.count(step))
    while !step.isEmpty {
      try context.pool.cancellation.check()
      steps += 1
      guard steps <= Self.mostSteps else { throw SQLError(.internalError, "Recursive CTE out of working buffers.") }
      var executor = self
      executor.workTables[id] = step
      step = try executor.run(member, input: 1)
      rows += Self.count(step)
      guard rows <= Self.mostRows else { throw SQLError(.internalError, "Exceeded recursive CTE max rows limit.") }
      batches += step
    }
    return try merged(batches, types: seed.types)
  }

  private func run(_ plan: LogicalPlan, input index: Int) throws -> [Batch] {
    try context.collect(source(plan, RequiredColumns(all: plan.types.count), input: index))
  }

  private static func count(_ batches: [Batch]) -> Int { batches.reduce(0) { $0 + $1.count } }

  /// Steps of a few rows each, as batches of the usual size.
  private func merged(_ batches: [Batch], types: [DataType]) throws -> [Batch] {
    var merged: [Batch] = []
    var open: [Batch] = []
    var rows = 0
    for batch in batches {
      open.append(batch)
      rows += batch.count
      guard rows >= Batch.targetCount else { continue }
      merged.append(try context.concatenate(open, types: types))
      (open, rows) = ([], 0)
    }
    if !open.isEmpty { merged.append(try context.concatenate(open, types: types)) }
    return merged
  }
}
