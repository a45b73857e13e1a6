import Columnar
import SQLTypes

/// A relation on its way: rows in a fixed number of morsels that can be made in any order and at the same time.
///
/// A **streaming** operator (`…Source`, `JoinProbe`) wraps its input, so that a morsel runs through scans, filters,
/// projections and the probing side of joins while it is in the cache. A **pipeline breaker** (`…Operator`) needs all
/// rows before it gives one: it runs its input when the plan becomes sources, and is a source of the result.
///
/// How rows are cut into morsels depends on the data alone, and whoever merges morsels does so in their order: results
/// are the same for any number of threads.
protocol BatchSource: Sendable {
  var morselCount: Int { get }

  /// Hands the batches of one morsel to `emit`, in order; there may be none, and none is empty.
  func produce(_ morsel: Int, _ emit: (Batch) throws -> Void) throws

  /// The same rows, neither gathered nor unpacked where that can be left to the receiver.
  func produceSelected(_ morsel: Int, _ emit: (SelectedBatch) throws -> Void) throws
}

extension BatchSource {
  func produceSelected(_ morsel: Int, _ emit: (SelectedBatch) throws -> Void) throws {
    try produce(morsel) { batch in try emit(SelectedBatch(batch: batch, selection: nil)) }
  }
}

/// Batches that exist, packed or not, a morsel each.
struct BatchList: BatchSource {
  private let batches: [Batch]

  init(_ batches: [Batch]) { self.batches = batches.filter { $0.count > 0 } }

  static let empty = BatchList([])

  var morselCount: Int { batches.count }
  func produce(_ morsel: Int, _ emit: (Batch) throws -> Void) throws { try emit(batches[morsel].unpacked) }

  func produceSelected(_ morsel: Int, _ emit: (SelectedBatch) throws -> Void) throws {
    try emit(SelectedBatch(batch: batches[morsel], selection: nil))
  }
}

/// Rows of one large batch in another order, gathered morsel by morsel.
struct GatheredRows: BatchSource {
  private let batch: Batch
  private let rows: [UInt32]

  init(_ batch: Batch, rows: [UInt32]) {
    self.batch = batch
    self.rows = rows
  }

  var morselCount: Int { (rows.count + Batch.targetCount - 1) / Batch.targetCount }

  func produce(_ morsel: Int, _ emit: (Batch) throws -> Void) throws {
    let start = morsel * Batch.targetCount
    let end = min(rows.count, start + Batch.targetCount)
    try emit(batch.gather(Array(rows[start..<end])))
  }
}

/// The morsels of several sources, one source after the other.
struct ChainedSources: BatchSource {
  private let sources: [any BatchSource]
  private let ends: [Int]

  init(_ sources: [any BatchSource]) {
    self.sources = sources
    var sum = 0
    ends = sources.map { source in
      sum += source.morselCount
      return sum
    }
  }

  var morselCount: Int { ends.last ?? 0 }

  func produce(_ morsel: Int, _ emit: (Batch) throws -> Void) throws {
    guard let index = ends.firstIndex(where: { morsel < $0 }) else {
      preconditionFailure("a morsel is one of a source")
    }
    try sources[index].produce(index == 0 ? morsel : morsel - ends[index - 1], emit)
  }
}
