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
