/// What a scalar call computes, names and overloads already settled: the word between binder and kernels.
///
/// Arguments come in the types `FunctionCatalog` asked for. Unless said otherwise NULL in is NULL out.
package enum ScalarFunction: String, Hashable, Sendable, CaseIterable {
  // Comparison of two values of one type; trailing blanks of character values do not count (sql.md 1.2).
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
}
