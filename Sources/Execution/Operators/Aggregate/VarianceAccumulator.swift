import Columnar
import Planning
import SQLTypes

/// VARIANCE and STDDEV by running means (Welford; merged as Chan, Golub and LeVeque do), which loses no digits to the
/// size of the values.
struct VarianceAccumulator: Accumulator {
  private let function: AggregateFunction
  private var counts: [Double] = []
  private var means: [Double] = []
  /// Sums of squared distances from the mean.
  private var squares: [Double] = []

  init(_ function: AggregateFunction) { self.function = function }

  mutating func grow(to count: Int) {
    guard count > counts.count else { return }
    counts += repeatElement(0, count: count - counts.count)
    means += repeatElement(0, count: count - means.count)
    squares += repeatElement(0, count: count - squares.count)
  }

  mutating func add(_ groups: [UInt32], _ columns: [Column]) throws {
    let column = columns[0].expanded
    let values = try column.doubles
    for row in 0..<groups.count where column.validity[row] {
      let group = Int(groups[row])
      counts[group] += 1
      let distance = values[row] - means[group]
      means[group] += distance / counts[group]
      squares[group] += distance * (values[row] - means[group])
    }
  }

  mutating func merge(_ other: VarianceAccumulator, _ map: GroupMap) {
    for index in map.sources.indices where other.counts[Int(map.sources[index])] > 0 {
      let (source, target) = (Int(map.sources[index]), Int(map.targets[index]))
      let count = counts[target] + other.counts[source]
      let distance = other.means[source] - means[target]
      squares[target] += other.squares[source] + distance * distance * counts[target] * other.counts[source] / count
      means[target] += distance * other.counts[source] / count
      counts[target] = count
    }
  }

  func finish() -> Column {
    let isSample = function == .varianceSample || function == .standardDeviationSample
    let isRoot = function == .standardDeviationSample || function == .standardDeviationPopulation
    let divisors = counts.map { isSample ? $0 - 1 : $0 }
    let values = zip(squares, divisors).map { square, divisor in
      guard divisor > 0 else { return 0.0 }
      return isRoot ? (square / divisor).squareRoot() : square / divisor
    }
    return Column(.double, doubles: values, validity: Validity(valid: divisors.map { $0 > 0 }))
  }
}
