import Formats
import ObjectStore
import SQLTypes

/// Decompresses a Parquet file's pages by the codecs that COPY's text files have too.
final class ParquetPages: PageDecompressor {
  private let blocks = BlockDecompressor()

  func decompress(
    _ codec: ParquetCodec, _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(ParquetFault) {
    let compression: Compression
    switch codec {
    case .gzip: compression = .gzip
    case .zstd: compression = .zstd
    default: throw .unsupported("Parquet's codec \(codec.name)")
    }
    let answer: String?
    do throws(SQLError) {
      answer = try blocks.decompress(input, compression, into: output)
    } catch {
      throw .damaged(error.message + (error.hint.map { "; \($0)" } ?? ""))
    }
    if let answer { throw .damaged("a page of codec \(codec.name): \(answer)") }
  }
}
