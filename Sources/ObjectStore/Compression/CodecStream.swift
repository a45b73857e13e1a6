/// What zlib's and libbz2's streams have in common: where the next bytes are read and written, and how many may be.
protocol CodecStream {
  init()
  var nextIn: UnsafePointer<UInt8>? { get set }
  var availableIn: UInt32 { get set }
  var nextOut: UnsafeMutablePointer<UInt8>? { get set }
  var availableOut: UInt32 { get set }
}

extension UnsafeMutablePointer where Pointee: CodecStream {
  /// Lets `step` read from `input` and write to `output`, both shorter than 4 GB: the library's answer, and how many
  /// bytes it took and made.
  func run(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, _ step: () -> Int32
  ) -> (answer: Int32, taken: Int, made: Int) {
    // In bounds: the library gets these bytes for the length of the call.
    pointee.nextIn = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    pointee.availableIn = UInt32(input.count)
    pointee.nextOut = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    pointee.availableOut = UInt32(output.count)
    let answer = step()
    return (answer, input.count - Int(pointee.availableIn), output.count - Int(pointee.availableOut))
  }
}
