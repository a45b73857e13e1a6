import SQLTypes

/// A library that compresses by a stream in memory whose address it keeps: zlib, libbz2.
protocol CodecLibrary: Sendable {
  associatedtype Stream: CodecStream

  /// As messages name it.
  static var name: String { get }
  /// What `compress` answers as long as nothing is wrong and more is to come.
  static var goesOn: Set<Int32> { get }
  /// What it answers when all is written.
  static var streamEnd: Int32 { get }

  /// Errors: 58030 where it is not installed.
  static func load() throws(SQLError) -> Self
  /// `level` 1 (fast) to 9 (small).
  func startCompressing(_ stream: UnsafeMutablePointer<Stream>, level: Int) -> Bool
  func compress(_ stream: UnsafeMutablePointer<Stream>, isLast: Bool) -> Int32
  func endCompressing(_ stream: UnsafeMutablePointer<Stream>)
}

/// A library at work on one stream of compressed bytes: a gzip member, a bzip2 stream.
final class CodecEncoder<Library: CodecLibrary>: StreamEncoder {
  private let library: Library
  /// One stream, initialised for the life of this object: the library keeps its address.
  private let stream: UnsafeMutablePointer<Library.Stream>

  /// Levels beyond 1...9 are taken for the nearest. Errors: 58030.
  init(level: Int) throws(SQLError) {
    library = try Library.load()
    stream = .allocate(capacity: 1)
    stream.initialize(to: Library.Stream())
    guard library.startCompressing(stream, level: min(max(level, 1), 9)) else {
      throw SQLError(.ioError, "the system's \(Library.name) refuses to start")
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
    guard answer == Library.streamEnd || Library.goesOn.contains(answer) else {
      throw SQLError(.ioError, "\(Library.name) error \(answer) while compressing")
    }
    return EncoderStep(taken: taken, made: made, isFinished: answer == Library.streamEnd)
  }
}
