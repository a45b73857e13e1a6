import SQLTypes

/// zlib at work on gzip members.
final class GzipDecoder: StreamDecoder {
  private let zlib: SystemZlib
  /// One stream, initialised for the life of this object: zlib keeps its address.
  private let stream: SystemZlib.StreamPointer

  init() throws(SQLError) {
    zlib = try SystemZlib.load()
    stream = SystemZlib.StreamPointer.allocate(capacity: 1)
    stream.initialize(to: SystemZlib.Stream())
    guard zlib.startInflating(stream) else { throw SQLError(.ioError, "the system's zlib refuses to start") }
  }

  deinit {
    zlib.endInflating(stream)
    stream.deallocate()
  }

  func mayStart(with byte: UInt8) -> Bool { byte == 0x1f }

  func decode(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> DecoderStep {
    let (answer, taken, made) = stream.run(input, into: output) { zlib.inflate(stream) }
    return DecoderStep(taken: taken, made: made, outcome: outcome(answer))
  }

  private func outcome(_ answer: Int32) -> DecoderStep.Outcome {
    switch answer {
    case SystemZlib.ok, SystemZlib.bufferError: return .goesOn
    case SystemZlib.streamEnd:
      zlib.restartInflating(stream)
      return .endOfMember
    default: return .damaged(stream.pointee.message.map { String(cString: $0) } ?? "zlib error \(answer)")
    }
  }
}

/// zlib at work on one gzip member.
final class GzipEncoder: StreamEncoder {
  private let zlib: SystemZlib
  /// One stream, initialised for the life of this object: zlib keeps its address.
  private let stream: SystemZlib.StreamPointer

  /// `level` 1 (fast) to 9 (small).
  init(level: Int) throws(SQLError) {
    zlib = try SystemZlib.load()
    stream = SystemZlib.StreamPointer.allocate(capacity: 1)
    stream.initialize(to: SystemZlib.Stream())
    guard zlib.startDeflating(stream, level: min(max(level, 1), 9)) else {
      throw SQLError(.ioError, "the system's zlib refuses to start")
    }
  }

  deinit {
    zlib.endDeflating(stream)
    stream.deallocate()
  }

  func encode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, isLast: Bool
  ) throws(SQLError) -> EncoderStep {
    let (answer, taken, made) = stream.run(input, into: output) { zlib.deflate(stream, isLast: isLast) }
    guard [SystemZlib.ok, SystemZlib.bufferError, SystemZlib.streamEnd].contains(answer) else {
      throw SQLError(.ioError, "zlib error \(answer) while compressing")
    }
    return EncoderStep(taken: taken, made: made, isFinished: answer == SystemZlib.streamEnd)
  }
}
