/// The bytes of one value, which lie in a page or in a buffer of the reader's: valid until the next values are read,
/// those of a dictionary as long as its reader.
package struct ParquetSlice: BitwiseCopyable {
  package let start: UnsafeRawPointer
  package let count: Int

  @inline(__always)
  init(_ start: UnsafeRawPointer, count: Int) { (self.start, self.count) = (start, count) }

  /// The value; readable 16 bytes past its end.
  @inline(__always)
  package var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }
}
