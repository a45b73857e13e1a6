/// Decompresses pages by codecs that this module does not have: one worker's.
package protocol PageDecompressor: AnyObject {
  /// Fills `output`. Errors: for data that is damaged or holds more or less; a codec without support.
  func decompress(
    _ codec: ParquetCodec, _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(ParquetFault)
}
