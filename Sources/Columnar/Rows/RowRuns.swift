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

  private init(_ runs: [Range<Int>]) {
    self.runs = runs
    count = runs.reduce(0) { $0 + $1.count }
  }

  init(all total: Int) { self.init(total > 0 ? [0..<total] : []) }

  /// Nil where so many of the `total` rows go that runs would be short. `rows` come in any order.
  init?(without rows: [UInt32], of total: Int) {
    guard Self.areLong(without: rows.count, of: total) else { return nil }
    self = RowRuns(all: total).removing(rows.isStrictlyAscending ? rows : rows.sorted())
  }

  /// Whether it pays to copy what is left of so many rows by runs.
  static func areLong(without gone: Int, of total: Int) -> Bool { gone * longRun <= total }

  /// Without `rows`, which are some of these and ascend.
  func removing(_ rows: [UInt32]) -> RowRuns {
    var left: [Range<Int>] = []
    left.reserveCapacity(runs.count + rows.count)
    var next = 0
    for run in runs {
      var start = run.lowerBound
      while next < rows.count, rows[next] < run.upperBound {
        let row = Int(rows[next])
        if start < row { left.append(start..<row) }
        start = row + 1
        next += 1
      }
      if start < run.upperBound { left.append(start..<run.upperBound) }
    }
    precondition(next == rows.count, "a removed row exists")
    return RowRuns(left)
  }

  /// The rows that have these numbers among them; both ascend.
  func rows(at numbers: [UInt32]) -> [UInt32] {
    var (run, before) = (0, 0)
    return numbers.map { number in
      while Int(number) - before >= runs[run].count {
        before += runs[run].count
        run += 1
      }
      return UInt32(runs[run].lowerBound + Int(number) - before)
    }
  }
}

extension [UInt32] {
  package var isStrictlyAscending: Bool { indices.dropFirst().allSatisfy { self[$0 - 1] < self[$0] } }
}

extension Batch {
  func keeping(_ runs: RowRuns) -> Batch { Batch(columns.map { $0.keeping(runs) }, count: runs.count) }
}

extension Column {
  func keeping(_ runs: RowRuns) -> Column {
    if isConstant { return Column(type, count: runs.count, storage, validity: validity, isConstant: true) }
    return Column(type, count: runs.count, storage.keeping(runs), validity: validity.keeping(runs))
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
