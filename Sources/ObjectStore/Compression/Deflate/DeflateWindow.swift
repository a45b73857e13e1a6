import Formats

/// What deflated data was last: as far back as a distance may reach, and what is yet to be handed over.
///
///     |<- reach ->|<------------ room ------------>|<- slack ->|
///     what came before, moved here when the room is full
///
/// In bounds: who writes begins below `limit` and writes less than `slack` bytes; `history` to `next` are written.
struct DeflateWindow: ~Copyable {
  /// The greatest distance.
  static let reach = 32 << 10
  private static let room = 224 << 10
  /// The longest match, and a vector more.
  static let slack = 320

  private let base = UnsafeMutablePointer<UInt8>.allocate(capacity: reach + room + slack)
  /// Where the next byte goes.
  var next: UnsafeMutablePointer<UInt8>
  /// The oldest byte that the data may come back to.
  private(set) var history: UnsafeMutablePointer<UInt8>
  /// The first byte not yet handed over.
  private var pending: UnsafeMutablePointer<UInt8>

  /// Touches none of the memory: a small file needs little of it.
  init() { (next, history, pending) = (base, base, base) }

  deinit { base.deallocate() }

  /// No more is written from here on.
  var limit: UnsafeMutablePointer<UInt8> { base + Self.reach + Self.room }
  var isFull: Bool { next >= limit }
  /// All that is yet to be handed over.
  var pendingBytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: pending, count: next - pending) }

  /// What comes does not come back to what is there.
  mutating func startMember() { history = next }

  /// Hands over what there is room for, and makes room where all is handed over.
  mutating func deliver(_ output: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(output.count, next - pending)
    output.copyMemory(from: UnsafeRawBufferPointer(start: pending, count: count))
    pending += count
    if pending == next, isFull { makeRoom() }
    return count
  }

  private mutating func makeRoom() {
    let kept = min(Self.reach, next - history)
    UnsafeMutableRawPointer(base).copyMemory(from: next - kept, byteCount: kept)
    history = base
    next = base + kept
    pending = next
  }

  /// Takes plain bytes, as many as there is room for.
  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    assert(bytes.count <= limit - next)
    UnsafeMutableRawBufferPointer(start: next, count: bytes.count).copyMemory(from: bytes)
    next += bytes.count
  }

  /// Writes `length` bytes at `target` as they stand `distance` before, and perhaps up to 15 more of no meaning.
  @inline(__always)
  static func copy(_ target: UnsafeMutablePointer<UInt8>, distance: Int, length: Int) {
    let (source, end) = (target - distance, target + length)
    if distance >= 16 { return copyWords(ByteVector.self, from: source, target, end) }
    if distance >= 8 { return copyWords(UInt64.self, from: source, target, end) }
    copyBytes(from: source, target, end)
  }

  /// Whole words, which do not reach into what they are to write first.
  @inline(__always)
  private static func copyWords<Word: BitwiseCopyable>(
    _: Word.Type, from source: UnsafeMutablePointer<UInt8>, _ target: UnsafeMutablePointer<UInt8>,
    _ end: UnsafeMutablePointer<UInt8>
  ) {
    var (source, target) = (UnsafeRawPointer(source), UnsafeMutableRawPointer(target))
    repeat {
      target.storeBytes(of: source.loadUnaligned(as: Word.self), as: Word.self)
      source += MemoryLayout<Word>.size
      target += MemoryLayout<Word>.size
    } while target < UnsafeMutableRawPointer(end)
  }

  @inline(never)
  private static func copyBytes(
    from source: UnsafeMutablePointer<UInt8>, _ target: UnsafeMutablePointer<UInt8>,
    _ end: UnsafeMutablePointer<UInt8>
  ) {
    var (source, target) = (source, target)
    while target < end {
      target.pointee = source.pointee
      source += 1
      target += 1
    }
  }
}
