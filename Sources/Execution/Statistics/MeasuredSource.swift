import Columnar

/// An operator's source that counts what the operator gives.
struct MeasuredSource: BatchSource {
  let base: any BatchSource
  let statistics: OperatorStatistics

  var morselCount: Int { base.morselCount }

  func produce(_ morsel: Int, _ emit: (Batch) throws -> Void) throws {
    try counted { counts in
      try base.produce(morsel) { batch in
        try counts.note(rows: batch.count, bytes: batch.byteCount) { try emit(batch) }
      }
    }
  }

  func produceSelected(_ morsel: Int, _ emit: (SelectedBatch) throws -> Void) throws {
    try counted { counts in
      try base.produceSelected(morsel) { selected in
        try counts.note(rows: selected.count, bytes: selected.byteCount) { try emit(selected) }
      }
    }
  }

  private func counted(_ body: (inout MorselCounts) throws -> Void) throws {
    let begin = ContinuousClock.now
    var counts = MorselCounts()
    defer { statistics.add(counts, at: begin...ContinuousClock.now) }
    try body(&counts)
  }
}

extension SelectedBatch {
  /// About what the selected rows take.
  fileprivate var byteCount: Int {
    guard let selection, batch.count > 0 else { return batch.byteCount }
    return batch.byteCount / batch.count * selection.count
  }
}
