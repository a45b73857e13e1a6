/// A block of memory as devices want it for direct writes: its address and its size are multiples of any device's
/// blocks.
///
/// One at a time has it: the file that fills it, then the thread that writes it.
final class AlignedBlock: @unchecked Sendable {
  /// That of the system's large pages: a device is told of one address instead of five hundred.
  static let size = 1 << 21

  private let memory = UnsafeMutableRawBufferPointer.allocate(
    byteCount: AlignedBlock.size, alignment: AlignedBlock.size)
  private(set) var count = 0

  init() { SystemCalls.preferLargePages(memory) }

  deinit { memory.deallocate() }

  var isFull: Bool { count == Self.size }
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[..<count]) }

  func clear() { count = 0 }

  /// Takes as many of the bytes as there is room for, and says how many.
  func append(_ bytes: UnsafeRawBufferPointer) -> Int {
    let taken = min(bytes.count, Self.size - count)
    // In bounds: `taken` bytes are free behind the first `count`.
    UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyMemory(
      from: UnsafeRawBufferPointer(rebasing: bytes[..<taken]))
    count += taken
    return taken
  }
}
