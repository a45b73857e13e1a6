import System

/// The system's zlib inflating gzip members: the slow, obvious reference. Its stream is 14 words of memory, of which
/// the first four fields and the message are touched (zlib.h).
final class ZlibReference {
  struct Answer: Equatable {
    var bytes: [UInt8] = []
    /// In zlib's words; nil where there is none.
    var fault: String?
    /// The member is whole.
    var isAtEnd = false
  }

  private typealias Start = @convention(c) (UnsafeMutableRawPointer, Int32, UnsafePointer<CChar>, Int32) -> Int32
  private typealias Step = @convention(c) (UnsafeMutableRawPointer, Int32) -> Int32
  private typealias End = @convention(c) (UnsafeMutableRawPointer) -> Int32

  private let start: Start
  private let step: Step
  private let end: End

  init?() {
    guard let library = SystemCalls.openLibrary(["libz.so.1", "libz.so", "libz.1.dylib", "libz.dylib"]),
      let start = SystemCalls.function("inflateInit2_", in: library),
      let step = SystemCalls.function("inflate", in: library),
      let end = SystemCalls.function("inflateEnd", in: library)
    else { return nil }
    self.start = unsafeBitCast(start, to: Start.self)
    self.step = unsafeBitCast(step, to: Step.self)
    self.end = unsafeBitCast(end, to: End.self)
  }

  /// What one gzip member holds, as far as `input` has it.
  func inflate(_ input: [UInt8]) -> Answer {
    let stream = UnsafeMutablePointer<Int>.allocate(capacity: 14)
    stream.initialize(repeating: 0, count: 14)
    defer { stream.deallocate() }
    guard start(stream, 31, "1.2.11", 112) == 0 else { return Answer(fault: "zlib does not start") }
    defer { _ = end(stream) }
    var answer = Answer()
    var output = [UInt8](repeating: 0, count: 1 << 16)
    var code: Int32 = 0
    input.withUnsafeBytes { input in
      stream[0] = Int(bitPattern: input.baseAddress)
      stream[1] = input.count
      repeat {
        let made = output.withUnsafeMutableBytes { room in
          stream[3] = Int(bitPattern: room.baseAddress)
          stream[4] = room.count
          code = step(stream, 0)
          return room.count - Int(UInt32(truncatingIfNeeded: stream[4]))
        }
        answer.bytes += output[..<made]
      } while code == 0
    }
    answer.isAtEnd = code == 1
    if code < 0, code != -5, let message = UnsafePointer<CChar>(bitPattern: stream[6]) {
      answer.fault = String(cString: message)
    }
    return answer
  }
}
