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
