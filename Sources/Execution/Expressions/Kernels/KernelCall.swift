import Catalogs
import Columnar
import Planning
import SQLTypes

/// One call of a kernel: evaluated arguments and the result wanted.
///
/// Kernels are strict: a row with a NULL among its arguments is NULL, and `validity` already says which rows are. They
/// may compute anything for such rows but must not fail or trap on them. Where all arguments are constant, `count` is 1
/// and the caller spreads the one value over the batch.
struct KernelCall {
  let arguments: [Column]
  let type: DataType
  /// Rows to compute.
  let count: Int
  /// Rows whose arguments are all valid.
  let validity: Validity
  /// Whether all arguments are constants: then errors are the leader node's, not a compute node's (sql.md part 5).
  let isLiteral: Bool
  let context: EvaluationContext

  /// The first argument.
  var first: Column { arguments[0] }
  /// The second argument.
  var second: Column { arguments[1] }

  func column(_ ints: [Int64]) -> Column { Column(type, ints: ints, validity: validity) }
  func column(_ doubles: [Double]) -> Column { Column(type, doubles: doubles, validity: validity) }
  func column(_ bools: [Bool]) -> Column { Column(type, bools: bools, validity: validity) }
  func column(_ strings: StringColumn) -> Column { Column(type, strings: strings, validity: validity) }
  func column(_ intervals: [Interval]) -> Column { Column(type, intervals: intervals, validity: validity) }

  /// Decimals, or whatever else is 128 bits wide, in the storage of the result's type.
  func column(_ int128s: [Int128]) -> Column {
    guard type.physical == .int64 else { return Column(type, int128s: int128s, validity: validity) }
    return Column(
      type, ints: mapped(int128s, count: int128s.count) { Int64(truncatingIfNeeded: $0) }, validity: validity)
  }

  /// The first row that counts and for which `fails` holds.
  func firstFailure(where fails: (Int) throws -> Bool) rethrows -> Int? {
    for row in 0..<count where validity[row] {
      if try fails(row) { return row }
    }
    return nil
  }

  /// The value of a constant argument; 0A000 where the argument differs by row.
  func constantText(_ index: Int) throws(SQLError) -> String {
    let column = arguments[index]
    guard column.isConstant || count == 1, case .strings(let strings) = column.storage else {
      throw .notSupported("A name or option that differs by row as an argument")
    }
    return strings.view(0).string
  }
}

extension EvaluationContext {
  /// 0A000 where an expression stands for itself, away from a query: in a DEFAULT that COPY computes.
  var objects: SystemContext {
    get throws(SQLError) {
      guard let system else { throw .notSupported("An object of the catalog here") }
      return system
    }
  }
}

extension Column {
  private func mismatch(_ wanted: String) -> SQLError {
    SQLError(.internalError, "a kernel got \(type) where it wants \(wanted)")
  }

  var ints: [Int64] {
    get throws(SQLError) {
      if case .ints(let values) = storage { return values }
      throw mismatch("64-bit numbers")
    }
  }

  var doubles: [Double] {
    get throws(SQLError) {
      if case .doubles(let values) = storage { return values }
      throw mismatch("floating-point numbers")
    }
  }

  var bools: [Bool] {
    get throws(SQLError) {
      if case .bools(let values) = storage { return values }
      throw mismatch("booleans")
    }
  }

  /// One view a row: a dictionary is spelled out.
  var strings: StringColumn {
    get throws(SQLError) {
      if case .strings(let values) = storage { return values.flat }
      throw mismatch("strings")
    }
  }

  var intervals: [Interval] {
    get throws(SQLError) {
      if case .intervals(let values) = storage { return values }
      throw mismatch("intervals")
    }
  }

  /// 64-bit values widened, 128-bit ones as they are.
  var int128s: [Int128] {
    get throws(SQLError) {
      switch storage {
      case .int128s(let values): return values
      case .ints(let values): return mapped(values, count: values.count) { Int128($0) }
      default: throw mismatch("whole numbers")
      }
    }
  }
}
