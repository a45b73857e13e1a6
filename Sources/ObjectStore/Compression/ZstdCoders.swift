import SQLTypes

/// zstd at work on its frames. A frame that needs a window beyond 128 MB (`zstd --long=28` and up) is refused by zstd
/// itself, so memory is bounded.
final class ZstdDecoder: StreamDecoder {
  private let library: SystemZstd
  private let state: OpaquePointer

  init() throws(SQLError) {
    library = try SystemZstd.load()
    guard let state = library.startDecompressing() else {
      throw SQLError(.ioError, "the system's libzstd refuses to start")
    }
    self.state = state
  }

  deinit { library.endDecompressing(state) }

  /// `28 b5 2f fd`, or `5x 2a 4d 18` of a frame that is to be skipped.
  func mayStart(with byte: UInt8) -> Bool { byte == 0x28 || byte & 0xf0 == 0x50 }

  func decode(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> DecoderStep {
    // In bounds: zstd gets these bytes for the length of the call.
    var from = SystemZstd.Buffer(memory: input.baseAddress, size: input.count)
    var to = SystemZstd.Buffer(memory: UnsafeRawPointer(output.baseAddress), size: output.count)
    let answer = library.decompress(state, &to, &from)
    return DecoderStep(taken: from.position, made: to.position, outcome: outcome(answer))
  }

  private func outcome(_ answer: Int) -> DecoderStep.Outcome {
    if answer == 0 { return .endOfMember }
    guard let words = library.words(for: answer) else { return .goesOn }
    return words == "Unknown frame descriptor" ? .wrongMagic : .damaged(words)
  }
}

/// zstd at work on one frame.
final class ZstdEncoder: StreamEncoder {
  private let library: SystemZstd
  private let state: OpaquePointer

  /// `level` 1 (fast) to 19 (small).
  init(level: Int) throws(SQLError) {
    library = try SystemZstd.load()
    guard let state = library.startCompressing(level: min(max(level, 1), 19)) else {
      throw SQLError(.ioError, "the system's libzstd refuses to start")
    }
    self.state = state
  }

  deinit { library.endCompressing(state) }

  func encode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, isLast: Bool
  ) throws(SQLError) -> EncoderStep {
    // In bounds: zstd gets these bytes for the length of the call.
    var from = SystemZstd.Buffer(memory: input.baseAddress, size: input.count)
    var to = SystemZstd.Buffer(memory: UnsafeRawPointer(output.baseAddress), size: output.count)
    let answer = library.compress(state, &to, &from, isLast: isLast)
    if let words = library.words(for: answer) { throw SQLError(.ioError, "zstd cannot compress: \(words)") }
    return EncoderStep(taken: from.position, made: to.position, isFinished: isLast && answer == 0)
  }
}
