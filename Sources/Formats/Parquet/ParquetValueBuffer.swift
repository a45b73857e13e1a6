/// Memory for some values of a column, as whole numbers, floating-point numbers, booleans or slices.
///
/// Integers of 32 bits are widened, floats too: they are what columns keep.
package final class ParquetValueBuffer {
  package enum Family { case bools, ints, doubles, slices }

  package let family: Family
  package let capacity: Int
  private let memory: UnsafeMutableRawPointer

  /// Room for `capacity` values and one that nobody reads.
  init(_ family: Family, capacity: Int) {
    (self.family, self.capacity) = (family, capacity)
    let size = (capacity + 1) * 16
    memory = .allocate(byteCount: size, alignment: 16)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: size)
  }

  deinit { memory.deallocate() }

  /// Each is of its own family only; `capacity` values, and one more that nobody reads.
  package var bools: UnsafeMutablePointer<Bool> { typed(.bools) }
  package var ints: UnsafeMutablePointer<Int64> { typed(.ints) }
  package var doubles: UnsafeMutablePointer<Double> { typed(.doubles) }
  package var slices: UnsafeMutablePointer<ParquetSlice> { typed(.slices) }

  private func typed<T: BitwiseCopyable>(_ family: Family) -> UnsafeMutablePointer<T> {
    precondition(self.family == family, "values are read as what they are")
    return memory.assumingMemoryBound(to: T.self)
  }
}

extension ParquetPhysicalType {
  package var family: ParquetValueBuffer.Family {
    switch self {
    case .boolean: .bools
    case .int32, .int64: .ints
    case .float, .double: .doubles
    case .int96, .byteArray, .fixed: .slices
    }
  }
}
