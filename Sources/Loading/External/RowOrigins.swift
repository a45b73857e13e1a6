import Columnar
import SQLTypes

/// Which file each row of a scan came from: rows of a file follow each other.
struct RowOrigins {
  struct Run {
    /// The file's index.
    let file: Int
    let count: Int
  }

  private var runs: ArraySlice<Run>

  init(_ tallies: [UnitResult.Tally]) {
    runs = tallies.filter { $0.records > 0 }.map { Run(file: $0.object, count: $0.records) }[...]
  }

  /// Those of the next `count` rows.
  mutating func take(_ count: Int) -> [Run] {
    var (taken, left) = ([Run](), count)
    while left > 0, let run = runs.popFirst() {
      taken.append(Run(file: run.file, count: min(run.count, left)))
      if run.count > left { runs = [Run(file: run.file, count: run.count - left)] + runs }
      left -= min(run.count, left)
    }
    precondition(left == 0, "each row came from a file")
    return taken
  }
}

extension [RowOrigins.Run] {
  /// A column of what `value` says of each file.
  func column(_ type: DataType, _ value: (Int) -> Value) -> Column {
    let parts = map { Column.constant(value($0.file), type, count: $0.count) }
    return parts.count == 1 ? parts[0] : Column.concatenate(parts)
  }
}
