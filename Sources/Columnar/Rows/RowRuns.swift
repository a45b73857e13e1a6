/// The rows that stay where few go, as the runs between those: a run is copied as memory, which takes a fourth of the
/// time of its rows one by one.
///
/// ```
/// without rows 2 and 5 of 8       runs 0..<2, 3..<5, 6..<8
/// ```
struct RowRuns {
  /// Rows a run from which on copying runs is quicker.
  private static let longRun = 8

  let runs: [Range<Int>]
  /// Rows.
  let count: Int

  /// Nil where so many of the `total` rows go that runs would be short. `rows` come in any order.
  init?(without rows: [UInt32], of total: Int) {
    guard rows.count * Self.longRun <= total else { return nil }
    var (runs, start) = ([Range<Int>](), 0)
    runs.reserveCapacity(rows.count + 1)
    for row in rows.isStrictlyAscending ? rows : rows.sorted() {
      precondition(row < total, "a removed row exists")
      if start < row { runs.append(start..<Int(row)) }
      start = Int(row) + 1
    }
    if start < total { runs.append(start..<total) }
    self.runs = runs
    count = runs.reduce(0) { $0 + $1.count }
  }

  /// The rows' numbers, ascending.
  var rows: [UInt32] { runs.flatMap { UInt32($0.lowerBound)..<UInt32($0.upperBound) } }
}

extension [UInt32] {
  package var isStrictlyAscending: Bool { indices.dropFirst().allSatisfy { self[$0 - 1] < self[$0] } }
}

extension Column {
  func keeping(_ runs: RowRuns) -> Column {
    if isConstant { return Column(type, count: runs.count, storage, validity: validity, isConstant: true) }
    let validity = validity.isAllValid ? validity : validity.gather(runs.rows)
    return Column(type, count: runs.count, storage.keeping(runs), validity: validity)
  }
}

extension Column.Storage {
  fileprivate func keeping(_ runs: RowRuns) -> Column.Storage {
    switch self {
    case .bools(let values): .bools(values.keeping(runs))
    case .ints(let values): .ints(values.keeping(runs))
    case .packed(let values):
      .packed(PackedIntegers(values.base, values.offsets.keeping(runs), values.bounds))
    case .int128s(let values): .int128s(values.keeping(runs))
    case .doubles(let values): .doubles(values.keeping(runs))
    case .intervals(let values): .intervals(values.keeping(runs))
    case .strings(let values): .strings(values.keeping(runs))
    }
  }
}

extension StringColumn {
  fileprivate func keeping(_ runs: RowRuns) -> StringColumn {
    guard let codes else {
      return StringColumn(values: values.keeping(runs), arenas: arenas, mayEndInBlank: mayEndInBlank)
    }
    let kept = StringColumn(
      values: values, codes: codes.keeping(runs), arenas: arenas, mayEndInBlank: mayEndInBlank)
    return Self.pays(rows: runs.count, values: values.count) ? kept : kept.flat
  }
}

extension NarrowWords {
  fileprivate func keeping(_ runs: RowRuns) -> NarrowWords {
    switch self {
    case .bytes(let words): .bytes(words.keeping(runs))
    case .shorts(let words): .shorts(words.keeping(runs))
    case .words(let words): .words(words.keeping(runs))
    }
  }
}

extension Array where Element: BitwiseCopyable {
  /// The runs were made for as many rows as there are elements at least, and do not overlap.
  fileprivate func keeping(_ runs: RowRuns) -> [Element] {
    precondition((runs.runs.last?.upperBound ?? 0) <= count, "kept rows exist")
    return [Element](unsafeUninitializedCapacity: runs.count) { target, written in
      withUnsafeBufferPointer { source in
        guard let target = target.baseAddress, let source = source.baseAddress else { return }
        for run in runs.runs {
          (target + written).initialize(from: source + run.lowerBound, count: run.count)
          written += run.count
        }
      }
    }
  }
}
