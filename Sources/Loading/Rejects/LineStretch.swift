import Formats

/// A stretch of a file whose line feeds a unit has counted while it had the bytes, from where refused rows came up: the
/// lines of these rows, without a second look at the file.
///
///     unit 0 (chunk of the file)    ······┏━━━━━━━━━┓       counted from its first refused row's window to its end
///     unit 1                                        ┏━━━━┓  what lies between two stretches, or before the first, is
///     unit 2, all rows good                              ·  read again when all units are through (`LineNumbers`)
struct LineStretch: Sendable {
  let object: Int
  /// Offsets in the file.
  private(set) var range: Range<Int>
  private(set) var feeds = 0

  init(object: Int, from start: Int) {
    self.object = object
    range = start..<start
  }

  /// The line feeds between the stretch's start and the byte at `offset`, to which it grows if it does not reach as
  /// far. `bytes` is a window in which the file's first byte would stand at `base`, and holds what lies between.
  @inline(__always)
  mutating func feeds(before offset: Int, _ bytes: UnsafeRawBufferPointer, _ base: Int) -> Int {
    let end = range.upperBound
    if offset < end { return feeds - LineFeeds.count(bytes[offset + base..<end + base]) }
    feeds += LineFeeds.count(bytes[end + base..<offset + base])
    range = range.lowerBound..<offset
    return feeds
  }
}
