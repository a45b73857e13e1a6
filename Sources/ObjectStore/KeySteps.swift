import System

/// How the steps of an S3 key are named below a bucket's folder: as they are, but for the empty ones, which no file can
/// have.
///
///     logs/       logs/.localshift-object      what the console's "create folder" and many scripts put
///     logs//a     logs/.localshift-step/a
///
/// `.` and `..`, which must not lead out of the bucket, and these two names themselves are the steps of no key.
enum KeySteps {
  private static let object = Array(".localshift-object".utf8)
  private static let step = Array(".localshift-step".utf8)

  /// The key's file; nil for a key that none can have, the empty one among them.
  static func file(_ key: some Sequence<UInt8>, in bucket: FilePath) -> FilePath? {
    let (above, last) = split(Array(key))
    return file(above, last).flatMap { folder(above, in: bucket)?.appending($0) }
  }

  /// How the file is named whose key is split so; nil for a key that none can have.
  static func file(_ above: [UInt8], _ last: [UInt8]) -> [UInt8]? {
    if last.isEmpty { return above.isEmpty ? nil : object }
    return isStep(last) ? last : nil
  }

  /// The folder of a key's part up to a slash, or of no part of it; nil where there can be none.
  static func folder(_ above: some Collection<UInt8>, in bucket: FilePath) -> FilePath? {
    var steps: [UInt8] = []
    for part in above.split(separator: 0x2f, omittingEmptySubsequences: false).dropLast() {
      guard part.isEmpty || isStep(part) else { return nil }
      if !steps.isEmpty { steps.append(0x2f) }
      if part.isEmpty { steps += step } else { steps += part }
    }
    return steps.isEmpty ? bucket : bucket.appending(steps)
  }

  /// `a/b/c` is `c` below `a/b/`, and `a/` nothing below `a/`.
  static func split(_ key: [UInt8]) -> (above: [UInt8], last: [UInt8]) {
    let cut = key.lastIndex(of: 0x2f).map { $0 + 1 } ?? 0
    return (Array(key[..<cut]), Array(key[cut...]))
  }

  /// The last step of the key of a file that has this name.
  static func ofFile(_ name: [UInt8]) -> [UInt8] { name == object ? [] : name }

  /// The step of keys that lead through a folder of this name.
  static func ofFolder(_ name: [UInt8]) -> [UInt8] { name == step ? [] : name }

  private static func isStep(_ part: some Collection<UInt8>) -> Bool {
    guard let first = part.first, !part.contains(0) else { return false }
    // All the other names that no step has begin with a dot.
    return first != UInt8(ascii: ".")
      || ![Array(".".utf8), Array("..".utf8), object, step].contains { part.elementsEqual($0) }
  }
}
