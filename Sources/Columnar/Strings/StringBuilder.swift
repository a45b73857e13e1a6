/// Builds a `StringColumn`: copies bytes into arenas of its own and remembers recent long values, so that a value which
/// repeats (a user agent, a location) is stored once a batch and its copies are the same 16 bytes.
///
/// The memory of recent values is a direct-mapped table; it turns itself off where it does not pay.
package struct StringBuilder: ~Copyable {
  private static let firstArena = 1 << 14
  private static let largestArena = 1 << 20
  private static let recentCount = 256

  private var views: [StringView] = []
  private var arenas: [ByteArena] = []
  private var arena: ByteArena
  private var nextCapacity = StringBuilder.firstArena
  private var mayEndInBlank = false
  private var recent = [StringView](repeating: .empty, count: StringBuilder.recentCount)
  private var lookups = 0
  private var hits = 0

  package init(capacity: Int) {
    views.reserveCapacity(capacity)
    arena = ByteArena(capacity: 0)
  }

  package var count: Int { views.count }

  package mutating func appendNull() { views.append(.empty) }

  /// Appends a copy of the bytes.
  package mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress, bytes.count > 0 else { return views.append(.empty) }
    if bytes[bytes.count - 1] == 0x20 { mayEndInBlank = true }
    append(view: StringView(start, count: bytes.count))
  }

  package mutating func append(_ view: StringView) {
    if view.isBlankTerminated { mayEndInBlank = true }
    append(view: view)
  }

  package mutating func append(_ string: String) {
    var string = string
    string.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  /// Appends a value of at most `limit` bytes that `write` puts into the arena itself; it says how many it wrote.
  package mutating func append(limit: Int, _ write: (UnsafeMutableRawBufferPointer) -> Int) {
    let target = reserve(for: limit)
    let count = write(UnsafeMutableRawBufferPointer(start: target, count: limit))
    precondition(count <= limit, "a value is written within its limit")
    if count > 0 && (target + (count - 1)).load(as: UInt8.self) == 0x20 { mayEndInBlank = true }
    arena.used -= limit - (count > StringView.inlineCapacity ? count : 0)
    views.append(StringView(target, count: count))
  }

  /// Ends the column; the builder is empty afterwards and may go on with the next batch.
  package mutating func finish() -> StringColumn {
    let column = StringColumn(values: views, arenas: arenas, mayEndInBlank: mayEndInBlank)
    let capacity = views.count
    self = StringBuilder(capacity: capacity)
    return column
  }

  private mutating func append(view: StringView) {
    if view.isInline { return views.append(view) }
    guard lookups < 512 || hits * 8 > lookups else { return views.append(copy(view)) }
    let slot = Int(truncatingIfNeeded: view.rowHash) & (Self.recentCount - 1)
    lookups += 1
    if recent[slot] == view {
      hits += 1
    } else {
      recent[slot] = copy(view)
    }
    views.append(recent[slot])
  }

  private mutating func copy(_ view: StringView) -> StringView {
    let target = reserve(for: view.count)
    view.copy(to: target)
    return StringView(target, count: view.count)
  }

  private mutating func reserve(for count: Int) -> UnsafeMutableRawPointer {
    if count > arena.free { addArena(atLeast: count) }
    return arena.take(count)
  }

  private mutating func addArena(atLeast count: Int) {
    arena = ByteArena(capacity: max(count, nextCapacity))
    arenas.append(arena)
    nextCapacity = min(nextCapacity * 4, Self.largestArena)
  }
}
