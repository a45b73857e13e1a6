import Columnar
import SQLTypes
import Sessions

/// Takes rows and keeps none; `whileReceiving` is called for each batch with the count so far.
final class CountingSink: ResultSink {
  private(set) var rows = 0
  private let whileReceiving: (Int) throws -> Void

  init(_ whileReceiving: @escaping (Int) throws -> Void = { _ in }) { self.whileReceiving = whileReceiving }

  func begin(_ columns: [OutputColumn]) {}

  func receive(_ batch: Batch) throws {
    rows += batch.count
    try whileReceiving(rows)
  }
}
