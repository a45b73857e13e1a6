import SQLTypes

/// A decompressor at work. It is an object because the system's libraries keep the addresses of their states.
protocol StreamDecoder: AnyObject {
  /// Whether a member can start with this byte, so that files of other kinds are refused at once.
  func mayStart(with byte: UInt8) -> Bool

  /// Takes some of `input` and makes some output, at most what there is room for. After a member's end the next call
  /// starts another member.
  func decode(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> DecoderStep
}

/// What one call of a decompressor has done.
struct DecoderStep {
  enum Outcome {
    case goesOn
    /// What is left of the input is to be given again, with more behind it.
    case needsMore
    case endOfMember
    case wrongMagic
    /// In the library's words.
    case damaged(String)
    /// Whole, but not for COPY: why, as a sentence on "it".
    case refused(String)
  }

  /// Bytes of the input and of the output.
  var taken: Int
  var made: Int
  var outcome: Outcome
}

/// One of the system's compressors at work.
protocol StreamEncoder: AnyObject {
  /// Takes some of `input` and makes some output. With `isLast` it ends its data, in as many calls as it needs.
  func encode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, isLast: Bool
  ) throws(SQLError) -> EncoderStep
}

/// What one call of a compressor has done.
struct EncoderStep {
  var taken: Int
  var made: Int
  /// All of the data is written.
  var isFinished: Bool
}
