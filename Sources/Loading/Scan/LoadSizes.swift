/// How input is cut into units of work. Tests make them tiny, so that every guess is wrong sometimes.
package struct LoadSizes: Hashable, Sendable {
  /// Bytes of a large file that one unit reads.
  package var chunk = 4 << 20
  /// Small files are put together up to so many bytes, and so many files.
  package var group = 1 << 20
  package var groupCount = 256
  /// Bytes of input a worker looks at at a time: they should stay in the processor's cache.
  package var window = 384 << 10
  /// Rows of a batch that a unit ends early, and below which neighbouring batches are put together.
  package var largestBatch = 1 << 16
  package var smallestBatch = 1 << 12

  package init() {}

  /// Bytes read at a time behind a chunk's end, to finish its last record.
  var overhang: Int { window / 8 + 1 }
}
