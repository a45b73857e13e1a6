import Formats
import SQLTypes

/// Decompresses blocks whose sizes are known, as a Parquet file's pages are: one worker's.
package final class BlockDecompressor {
  private var decoders: [Compression: any StreamDecoder] = [:]

  package init() {}

  /// Fills `output` with all that `input` holds. Gives what is wrong with it, as a sentence on "it"; nil for nothing.
  /// Errors: those of a missing library.
  package func decompress(
    _ input: UnsafeRawBufferPointer, _ compression: Compression, into output: UnsafeMutableRawBufferPointer
  ) throws(SQLError) -> String? {
    if compression == .gzip, SystemDeflate.loaded?.inflate(input, into: output) == true { return nil }
    let decoder: any StreamDecoder
    if let known = decoders[compression] { decoder = known } else { decoder = try compression.decoder() }
    // Kept only where it ends as it began: between two members.
    decoders[compression] = nil
    let fault = fill(output, from: input, decoder)
    if fault == nil { decoders[compression] = decoder }
    return fault
  }

  private func fill(
    _ output: UnsafeMutableRawBufferPointer, from input: UnsafeRawBufferPointer, _ decoder: any StreamDecoder
  ) -> String? {
    var (taken, made) = (0, 0)
    while true {
      let step = decoder.decode(
        UnsafeRawBufferPointer(rebasing: input[taken...]),
        into: UnsafeMutableRawBufferPointer(rebasing: output[made...]))
      taken += step.taken
      made += step.made
      switch step.outcome {
      case .endOfMember:
        guard taken == input.count else { continue }
        return made == output.count ? nil : "it ends after \(made) of \(output.count) bytes"
      case .wrongMagic: return "it does not start as such data does"
      case .damaged(let reason), .refused(let reason): return "its data is damaged (\(reason))"
      case .goesOn, .needsMore:
        if step.taken == 0 && step.made == 0 {
          return made == output.count ? "it holds more than \(made) bytes" : "it ends in the middle of its data"
        }
      }
    }
  }
}
