import Formats
import SQLTypes

/// What a gzip stream holds: all its members one after the other (copy.md 5.4). Zeros may stand behind the last.
///
/// Errors: XX000 naming the object for what is not gzip, is damaged or ends too early.
package final class GzipReader: ByteStream {
  private var source: any ByteStream
  private let name: String
  private let zlib: SystemZlib
  /// One stream, initialised for the life of this object: zlib keeps its address.
  private let stream: SystemZlib.StreamPointer
  private let input = InputBuffer(capacity: 1 << 16)
  private var used = 0
  /// Inside a member, whose end must come.
  private var isInMember = false

  package init(_ source: any ByteStream, name: String) throws(SQLError) {
    self.source = source
    self.name = name
    zlib = try SystemZlib.load()
    stream = SystemZlib.StreamPointer.allocate(capacity: 1)
    stream.initialize(to: SystemZlib.Stream())
    guard zlib.startInflating(stream) else { throw failure("zlib refuses to start") }
  }

  deinit {
    zlib.endInflating(stream)
    stream.deallocate()
  }

  package func read(into memory: UnsafeMutableRawBufferPointer) throws(SQLError) -> Int {
    guard !memory.isEmpty else { return 0 }
    while true {
      if used == input.count, try !refill() {
        if isInMember { throw failure("it ends in the middle of its data") }
        return 0
      }
      if !isInMember, try !startMember() { return 0 }
      let count = try inflate(into: memory)
      if count > 0 { return count }
    }
  }

  private func refill() throws(SQLError) -> Bool {
    input.count = 0
    used = 0
    return try source.read(into: input) > 0
  }

  /// False at the end of the data: nothing but zeros is left.
  private func startMember() throws(SQLError) -> Bool {
    while input.bytes[used] == 0 {
      used += 1
      if used == input.count, try !refill() { return false }
    }
    guard input.bytes[used] == 0x1f else { throw failure("it does not start as gzip data does") }
    isInMember = true
    return true
  }

  /// One step of zlib, which may take input without giving output.
  private func inflate(into memory: UnsafeMutableRawBufferPointer) throws(SQLError) -> Int {
    let room = min(memory.count, Int(Int32.max))
    let bytes = input.bytes
    // In bounds: zlib gets what is left of the input and `room` bytes of the memory, for the length of the call.
    stream.pointee.nextIn = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self).advanced(by: used)
    stream.pointee.availableIn = UInt32(bytes.count - used)
    stream.pointee.nextOut = memory.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.availableOut = UInt32(room)
    let answer = zlib.inflate(stream)
    used = bytes.count - Int(stream.pointee.availableIn)
    try check(answer)
    return room - Int(stream.pointee.availableOut)
  }

  private func check(_ answer: Int32) throws(SQLError) {
    switch answer {
    case SystemZlib.ok, SystemZlib.bufferError: return
    case SystemZlib.streamEnd:
      zlib.restartInflating(stream)
      isInMember = false
    default:
      let reason = stream.pointee.message.map { String(cString: $0) } ?? "zlib error \(answer)"
      throw failure("its data is damaged (\(reason))")
    }
  }

  private func failure(_ reason: String) -> SQLError {
    SQLError(
      .internalError, "cannot decompress \(name): \(reason)",
      hint: "with GZIP every file of the COPY must be whole and compressed by gzip")
  }
}
