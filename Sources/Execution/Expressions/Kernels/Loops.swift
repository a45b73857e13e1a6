/// The loops all kernels are made of. Inlined where they are called, so that each becomes a loop over plain arrays.
///
/// Bounds: every access is below `count`, and the caller's arrays hold `count` values, or one where the mask is 0.

/// One result for each of the first `count` values.
@inline(__always)
func mapped<Value: BitwiseCopyable, Result: BitwiseCopyable>(
  _ values: [Value], count: Int, _ body: (Value) -> Result
) -> [Result] {
  precondition(count <= values.count, "a column has its rows")
  return [Result](unsafeUninitializedCapacity: count) { target, written in
    values.withUnsafeBufferPointer { source in
      for row in 0..<count { target.initializeElement(at: row, to: body(source[row])) }
    }
    written = count
  }
}

/// One result for each row of two columns, either of which may be constant (mask 0).
@inline(__always)
func zipped<Left: BitwiseCopyable, Right: BitwiseCopyable, Result: BitwiseCopyable>(
  _ left: [Left], _ leftMask: Int, _ right: [Right], _ rightMask: Int, count: Int, _ body: (Left, Right) -> Result
) -> [Result] {
  precondition(leftMask == 0 ? !left.isEmpty : count <= left.count, "the left column has its rows")
  precondition(rightMask == 0 ? !right.isEmpty : count <= right.count, "the right column has its rows")
  return [Result](unsafeUninitializedCapacity: count) { target, written in
    left.withUnsafeBufferPointer { l in
      right.withUnsafeBufferPointer { r in
        if rightMask == 0 {
          let value = r[0]
          for row in 0..<count { target.initializeElement(at: row, to: body(l[row & leftMask], value)) }
        } else if leftMask == 0 {
          let value = l[0]
          for row in 0..<count { target.initializeElement(at: row, to: body(value, r[row])) }
        } else {
          for row in 0..<count { target.initializeElement(at: row, to: body(l[row], r[row])) }
        }
      }
    }
    written = count
  }
}

/// The rows whose byte is 1, ascending, where all others are 0: eight at a time, of which often none is.
func flaggedRows(_ flags: UnsafeRawBufferPointer) -> [UInt32] {
  [UInt32](unsafeUninitializedCapacity: flags.count) { target, written in
    var (row, end) = (0, 0)
    // `end` never passes `row`, so it is below the capacity.
    while row + 8 <= flags.count {
      let eight = flags.loadUnaligned(fromByteOffset: row, as: UInt64.self)
      for offset in 0..<(eight == 0 ? 0 : 8) {
        target.initializeElement(at: end, to: UInt32(truncatingIfNeeded: row + offset))
        end &+= Int(truncatingIfNeeded: eight >> UInt64(8 * offset) & 1)
      }
      row += 8
    }
    while row < flags.count {
      target.initializeElement(at: end, to: UInt32(truncatingIfNeeded: row))
      end &+= Int(flags[row])
      row += 1
    }
    written = end
  }
}

/// The rows below `count` for which `keeps` holds, ascending.
@inline(__always)
func selectedRows(count: Int, _ keeps: (Int) -> Bool) -> [UInt32] {
  [UInt32](unsafeUninitializedCapacity: count) { target, written in
    var end = 0
    for row in 0..<count {
      // `end` never passes `row`, so it is below the capacity.
      target.initializeElement(at: end, to: UInt32(truncatingIfNeeded: row))
      end &+= keeps(row) ? 1 : 0
    }
    written = end
  }
}
