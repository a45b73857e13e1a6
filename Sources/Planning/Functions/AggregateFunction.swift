/// What an aggregate computes; arguments come in the types `FunctionCatalog` asked for (sql.md 2.2, 2.10).
package enum AggregateFunction: String, Hashable, Sendable, CaseIterable {
  case countRows, count, sum, minimum, maximum, average, anyValue
  case standardDeviationSample, standardDeviationPopulation, varianceSample, variancePopulation
  case booleanAnd, booleanOr, bitAnd, bitOr
  case distinctEstimate, sketch, combinedSketch
  case listAggregate, median, percentileContinuous, percentileDiscrete
  /// `GROUPING(a, …)`: arguments are group columns; a bit mask of those outside the row's set.
  case grouping
}
