import Columnar
import Formats

/// Collects the strings of one column, a batch of records at a time; `StringBuilder` for the hottest loop.
///
/// A short string is 16 bytes in the batch's views and nothing else. Of a long one the bytes are copied into an arena of
/// the column, or the view of an equal one seen lately is used again: `recent` is a direct-mapped table over a sample
/// of the bytes, which turns itself off where values do not repeat. Bytes may also be written into the arena first
/// (`room`), so that resolving escapes needs no second copy.
struct TextBuilder: ~Copyable {
  private static let firstArena = 1 << 14
  private static let largestArena = 1 << 20
  private static let recentCount = 256

  private var views: [StringView] = []
  private var arenas: [ByteArena] = []
  /// The free end of the last arena: `free` bytes from `end` on.
  private var end: UnsafeMutableRawPointer?
  private var free = 0
  private var nextCapacity = TextBuilder.firstArena
  private var mayEndInBlank = false
  private var lookups = 0
  private var hits = 0
  /// `RecordBatch.capacity` views, one for each row of the batch.
  private let batch: UnsafeMutablePointer<StringView>
  /// `recentCount` views, all initialised.
  private let recent: UnsafeMutablePointer<StringView>

  init() {
    batch = .allocate(capacity: RecordBatch.capacity)
    batch.initialize(repeating: .empty, count: RecordBatch.capacity)
    recent = .allocate(capacity: Self.recentCount)
    recent.initialize(repeating: .empty, count: Self.recentCount)
  }

  deinit {
    batch.deallocate()
    recent.deallocate()
  }

  /// The string of a row of the batch: a copy of the bytes.
  @inline(__always)
  mutating func put(_ row: Int, _ bytes: UnsafeRawBufferPointer) {
    assert(row < RecordBatch.capacity)
    guard bytes.count > 0, let start = bytes.baseAddress else { return putEmpty(row) }
    if bytes[bytes.count &- 1] == 0x20 { mayEndInBlank = true }
    if bytes.count <= StringView.inlineCapacity {
      batch[row] = StringView(start, count: bytes.count)
    } else {
      putLong(row, start, bytes.count)
    }
  }

  @inline(__always)
  mutating func putEmpty(_ row: Int) { batch[row] = .empty }

  /// Room for `count` bytes in the arena, to be written and then taken by `take`.
  mutating func room(_ count: Int) -> UnsafeMutableRawBufferPointer {
    if count > free || end == nil { addArena(atLeast: count) }
    return UnsafeMutableRawBufferPointer(start: end, count: count)
  }

  /// Makes the first `count` bytes of what `room` gave the string of a row.
  mutating func take(_ row: Int, _ count: Int) {
    guard count > 0, let start = end else { return putEmpty(row) }
    if start.load(fromByteOffset: count - 1, as: UInt8.self) == 0x20 { mayEndInBlank = true }
    let view = StringView(start, count: count)
    batch[row] = view
    guard !view.isInline else { return }
    if let slot = slot(start, count) {
      if recent[slot] == view {
        hits += 1
        batch[row] = recent[slot]
        return
      }
      recent[slot] = view
    }
    use(count)
  }

  mutating func endBatch(_ rows: Int) { views.append(contentsOf: UnsafeBufferPointer(start: batch, count: rows)) }

  mutating func finish() -> StringColumn {
    let column = StringColumn(values: views.exactCopy, arenas: arenas, mayEndInBlank: mayEndInBlank)
    views.removeAll(keepingCapacity: true)
    arenas = []
    (end, free, nextCapacity) = (nil, 0, Self.firstArena)
    (mayEndInBlank, lookups, hits) = (false, 0, 0)
    recent.update(repeating: .empty, count: Self.recentCount)
    return column
  }

  private mutating func putLong(_ row: Int, _ start: UnsafeRawPointer, _ count: Int) {
    guard let slot = slot(start, count) else {
      batch[row] = copy(start, count)
      return
    }
    if recent[slot] == StringView(start, count: count) {
      hits += 1
    } else {
      recent[slot] = copy(start, count)
    }
    batch[row] = recent[slot]
  }

  /// Where a value of more than 12 bytes would be remembered; nil where remembering does not pay.
  @inline(__always)
  private mutating func slot(_ start: UnsafeRawPointer, _ count: Int) -> Int? {
    guard lookups < 512 || hits &* 8 > lookups else { return nil }
    lookups += 1
    let first = start.loadUnaligned(as: UInt64.self)
    let middle = start.loadUnaligned(fromByteOffset: (count &- 8) / 2, as: UInt64.self)
    let last = start.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
    let mixed = foldedMultiply(first ^ UInt64(truncatingIfNeeded: count), middle &+ 0x9e37_79b9_7f4a_7c15) ^ last
    return Int(truncatingIfNeeded: (mixed &* 0xa076_1d64_78bd_642f) >> 32) & (Self.recentCount &- 1)
  }

  private mutating func copy(_ start: UnsafeRawPointer, _ count: Int) -> StringView {
    let target = room(count)
    target.copyMemory(from: UnsafeRawBufferPointer(start: start, count: count))
    defer { use(count) }
    return StringView(UnsafeRawPointer(target.baseAddress ?? UnsafeMutableRawPointer(mutating: start)), count: count)
  }

  /// Takes bytes off the arena's free end, which has as many.
  private mutating func use(_ count: Int) {
    end = end.map { $0 + count }
    free -= count
  }

  private mutating func addArena(atLeast count: Int) {
    let arena = ByteArena(capacity: max(count, nextCapacity))
    arenas.append(arena)
    end = arena.take(arena.capacity)
    free = arena.capacity
    nextCapacity = min(nextCapacity * 4, Self.largestArena)
  }
}
