import Columnar
import Planning
import SQLTypes

/// HLL, HLL_CREATE_SKETCH and HLL_COMBINE: a sketch for each group, of values or of the sketches that are the argument.
struct SketchAccumulator: Accumulator {
  private let function: AggregateFunction
  private let type: DataType
  private var sketches: [HyperLogLog?] = []

  init(_ call: AggregateCall) {
    function = call.function
    type = call.type
  }

  mutating func grow(to count: Int) {
    guard count > sketches.count else { return }
    sketches += repeatElement(nil, count: count - sketches.count)
  }

  mutating func add(_ groups: [UInt32], _ columns: [Column]) throws {
    let column = columns[0].expanded
    if function == .combinedSketch { return try addSketches(groups, column) }
    let hashes = KeyColumns([column], count: groups.count).hashes()
    for row in groups.indices where column.validity[row] {
      sketches[Int(groups[row])] = sketches[Int(groups[row])] ?? HyperLogLog()
      sketches[Int(groups[row])]?.insert(hash: hashes[row])
    }
  }

  private mutating func addSketches(_ groups: [UInt32], _ column: Column) throws {
    let texts = try column.strings
    for row in groups.indices where column.validity[row] {
      merge(try HyperLogLog(reading: texts.view(row)), into: Int(groups[row]))
    }
  }

  private mutating func merge(_ sketch: HyperLogLog, into group: Int) {
    if sketches[group] == nil { sketches[group] = sketch } else { sketches[group]?.merge(sketch) }
  }

  mutating func merge(_ other: SketchAccumulator, _ map: GroupMap) {
    for index in map.sources.indices {
      if let sketch = other.sketches[Int(map.sources[index])] { merge(sketch, into: Int(map.targets[index])) }
    }
  }

  /// Of no values HLL is 0; there is no sketch.
  func finish() throws -> Column {
    if function == .distinctEstimate { return Column(type, ints: sketches.map { $0?.cardinality ?? 0 }) }
    return Column(type, values: sketches.map { sketch in sketch.map { .string($0.text) } ?? .null })
  }
}

extension HyperLogLog {
  /// 22P02 for what is no sketch's text.
  init(reading view: StringView) throws(SQLError) {
    guard let sketch = HyperLogLog(view.string) else {
      throw SQLError(.invalidText, "invalid input syntax for type hllsketch")
    }
    self = sketch
  }
}
