import Columnar

/// The memory that keeps the bytes of a column's long strings in place: arenas, each larger than the one before.
struct TextArena {
  private static let first = 1 << 14
  private static let largest = 1 << 20

  private(set) var arenas: [ByteArena] = []
  /// The free end of the last arena: `free` bytes from `end` on.
  private var end: UnsafeMutableRawPointer?
  private var free = 0
  private var nextCapacity = TextArena.first

  /// Room for `count` bytes, to be written and then taken by `use`.
  @inline(__always)
  mutating func room(_ count: Int) -> UnsafeMutableRawBufferPointer {
    if count > free || end == nil { addArena(atLeast: count) }
    return UnsafeMutableRawBufferPointer(start: end, count: count)
  }

  /// Keeps the first `count` bytes of what `room` gave, which was as many or more.
  @inline(__always)
  mutating func use(_ count: Int) {
    end = end.map { $0 + count }
    free -= count
  }

  /// A view of a copy of the bytes; a short string needs no copy.
  mutating func copy(_ view: StringView) -> StringView {
    guard !view.isInline else { return view }
    let target = room(view.count)
    guard let start = target.baseAddress else { return .empty }
    view.copy(to: start)
    use(view.count)
    return StringView(start, count: view.count)
  }

  private mutating func addArena(atLeast count: Int) {
    let arena = ByteArena(capacity: max(count, nextCapacity))
    arenas.append(arena)
    end = arena.take(arena.capacity)
    free = arena.capacity
    nextCapacity = min(nextCapacity * 4, Self.largest)
  }
}
