import SQLTypes

/// libbz2 at work on bzip2 streams.
final class Bzip2Decoder: StreamDecoder {
  private let library: SystemBzip2
  /// One stream for the life of this object: libbz2 keeps its address.
  private let stream: SystemBzip2.StreamPointer
  private var isStarted = false

  init() throws(SQLError) {
    library = try SystemBzip2.load()
    stream = SystemBzip2.StreamPointer.allocate(capacity: 1)
    stream.initialize(to: SystemBzip2.Stream())
  }

  deinit {
    end()
    stream.deallocate()
  }

  private func end() {
    if isStarted { library.endDecompressing(stream) }
    isStarted = false
  }

  func mayStart(with byte: UInt8) -> Bool { byte == UInt8(ascii: "B") }

  func decode(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> DecoderStep {
    if !isStarted {
      // libbz2 has no way to start a stream over: each of them gets a new state.
      stream.pointee = SystemBzip2.Stream()
      guard library.startDecompressing(stream) else {
        return DecoderStep(taken: 0, made: 0, outcome: .damaged("libbz2 refuses to start"))
      }
      isStarted = true
    }
    let (answer, taken, made) = stream.run(input, into: output) { library.decompress(stream) }
    return DecoderStep(taken: taken, made: made, outcome: outcome(answer))
  }

  private func outcome(_ answer: Int32) -> DecoderStep.Outcome {
    switch answer {
    case SystemBzip2.ok: return .goesOn
    case SystemBzip2.streamEnd:
      end()
      return .endOfMember
    case SystemBzip2.wrongMagic: return .wrongMagic
    case SystemBzip2.dataError: return .damaged("a block or its checksum is wrong")
    default: return .damaged("libbz2 error \(answer)")
    }
  }
}

/// libbz2 at work on one bzip2 stream.
final class Bzip2Encoder: StreamEncoder {
  private let library: SystemBzip2
  /// One stream for the life of this object: libbz2 keeps its address.
  private let stream: SystemBzip2.StreamPointer

  /// `level` 1 to 9 (small).
  init(level: Int) throws(SQLError) {
    library = try SystemBzip2.load()
    stream = SystemBzip2.StreamPointer.allocate(capacity: 1)
    stream.initialize(to: SystemBzip2.Stream())
    guard library.startCompressing(stream, level: min(max(level, 1), 9)) else {
      throw SQLError(.ioError, "the system's libbz2 refuses to start")
    }
  }

  deinit {
    library.endCompressing(stream)
    stream.deallocate()
  }

  func encode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, isLast: Bool
  ) throws(SQLError) -> EncoderStep {
    let (answer, taken, made) = stream.run(input, into: output) { library.compress(stream, isLast: isLast) }
    guard [SystemBzip2.runOK, SystemBzip2.finishOK, SystemBzip2.streamEnd].contains(answer) else {
      throw SQLError(.ioError, "libbz2 error \(answer) while compressing")
    }
    return EncoderStep(taken: taken, made: made, isFinished: answer == SystemBzip2.streamEnd)
  }
}
