import Columnar
import Planning
import SQLTypes

/// HLL_CARDINALITY and HLL_COMBINE_SKETCHES.
extension KernelCall {
  func sketch(_ function: SketchFunction) throws -> Column {
    switch function {
    case .cardinality:
      let (views, mask) = try views(0)
      return try counted { row throws(SQLError) in
        Int(try HyperLogLog(reading: views[row & mask]).cardinality)
      }
    case .combine:
      let (left, leftMask) = try views(0)
      let (right, rightMask) = try views(1)
      return try written { row, scratch throws(SQLError) in
        var sketch = try HyperLogLog(reading: left[row & leftMask])
        sketch.merge(try HyperLogLog(reading: right[row & rightMask]))
        scratch.append(contentsOf: sketch.text.utf8)
      }
    }
  }
}
