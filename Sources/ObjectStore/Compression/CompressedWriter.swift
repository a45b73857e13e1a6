import Formats
import SQLTypes

/// A compressor in front of another sink. The same bytes in give the same bytes out: headers hold no time and no name.
package final class CompressedWriter: ByteSink {
  private var target: any ByteSink
  private let encoder: any StreamEncoder
  private let output = InputBuffer(capacity: 1 << 16)

  /// `level` as the library counts them; nil for the usual one. Errors: 58030 where the system's library is missing.
  package init(_ target: any ByteSink, _ compression: Compression, level: Int? = nil) throws(SQLError) {
    self.target = target
    encoder = try compression.encoder(level: level)
  }

  package func write(_ bytes: UnsafeRawBufferPointer) throws(SQLError) {
    var rest = bytes
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
      let step = try encode(piece, isLast: false)
      rest = UnsafeRawBufferPointer(rebasing: rest[step.taken...])
    }
  }

  package func finish() throws(SQLError) {
    let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
    while try !encode(nothing, isLast: true).isFinished {}
    try target.finish()
  }

  private func encode(_ piece: UnsafeRawBufferPointer, isLast: Bool) throws(SQLError) -> EncoderStep {
    output.count = 0
    let step = try encoder.encode(piece, into: output.free, isLast: isLast)
    output.count = step.made
    if step.made > 0 {
      try target.write(output.bytes)
    } else if step.taken == 0 && !step.isFinished {
      throw SQLError(.ioError, "the system's compressor makes no progress")
    }
    return step
  }
}
