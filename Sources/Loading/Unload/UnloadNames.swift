import SQLTypes

/// What the objects of an UNLOAD are called (copy.md part 9).
///
/// | | |
/// |---|---|
/// | PARALLEL ON | `<prefix>0000_part_00.gz`: slice, part |
/// | PARALLEL OFF | `<prefix>000.gz`: three digits, as is usually observed |
/// | PARTITION BY (a, b) | `<prefix>/a=1/b=x/0000_part_00.gz` |
/// | the manifest | `<prefix>manifest` |
struct UnloadNames: Sendable {
  /// The key as TO gives it; with a slash behind it where there are partitions.
  let prefix: String
  let isParallel: Bool
  let suffix: String

  init(key: String, _ options: UnloadOptions) {
    let needsSlash = !options.partitionColumns.isEmpty && !key.isEmpty && !key.hasSuffix("/")
    prefix = needsSlash ? key + "/" : key
    isParallel = options.isParallel
    suffix = options.suffix
  }

  var manifest: String { prefix + "manifest" }

  /// `folder` is empty, or a partition's: `a=1/b=x/`.
  func file(folder: String, slice: Int, number: Int) -> String {
    let name =
      isParallel
      ? "\(String(zeroPadded: slice, width: 4))_part_\(String(zeroPadded: number, width: 2))"
      : String(zeroPadded: number, width: 3)
    return prefix + folder + name + suffix
  }

  /// Whether an UNLOAD to `start` could have written `key`.
  static func isOwn(_ key: String, _ start: String) -> Bool {
    guard key.hasPrefix(start) else { return false }
    let rest = key.dropFirst(start.count)
    return rest == "manifest" || rest.wholeMatch(of: /\d{4,}_part_\d{2,}(\..*)?|\d{3,}(\..*)?/) != nil
  }
}
