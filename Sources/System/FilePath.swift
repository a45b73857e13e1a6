/// A path as the system sees it: bytes, ending in NUL.
package struct FilePath: Hashable, Sendable {
  /// With the NUL.
  @usableFromInline var bytes: [UInt8]

  package init(_ text: String) { bytes = Array(text.utf8) + [0] }

  /// A folder by what stands before a name in it: `a/b/`, `/`, or nothing for the working folder.
  package init(folder above: [UInt8]) { bytes = (above.isEmpty ? [0x2e] : above) + [0] }

  /// A path as the system gave it, without the NUL.
  init(bytes: [UInt8]) { self.bytes = bytes + [0] }

  /// A name in a folder that is open.
  package init(name: [UInt8]) { self.init(bytes: name) }

  @inlinable init(withNUL bytes: [UInt8]) { self.bytes = bytes }

  /// The bytes without the NUL.
  @inlinable package var name: ArraySlice<UInt8> { bytes.dropLast() }

  /// For people: what is not UTF-8 is shown as U+FFFD.
  package var text: String { String(decoding: name, as: UTF8.self) }

  /// The path of `child` in this folder.
  @inlinable package func appending(_ child: some Sequence<UInt8>) -> FilePath {
    var joined: [UInt8] = []
    joined.reserveCapacity(bytes.count + 64)
    joined.append(contentsOf: name)
    if let last = joined.last, last != 0x2f { joined.append(0x2f) }
    joined.append(contentsOf: child)
    joined.append(0)
    return FilePath(withNUL: joined)
  }

  @inlinable package func appending(_ child: String) -> FilePath { appending(child.utf8) }

  /// The folder that holds what this path names, and the name: `a/b/` is `b` in `a`.
  package var split: (folder: FilePath, name: String) {
    var parts = name
    while parts.count > 1 && parts.last == 0x2f { parts.removeLast() }
    guard let slash = parts.lastIndex(of: 0x2f) else { return (FilePath("."), String(decoding: parts, as: UTF8.self)) }
    let folder = slash == parts.startIndex ? parts[...slash] : parts[..<slash]
    return (FilePath(withNUL: folder + [0]), String(decoding: parts[(slash + 1)...], as: UTF8.self))
  }

  /// A NUL inside would end the path early, so such a path names nothing. Throws what `body` throws.
  @inlinable package func withPath<T, E: Error>(_ body: (UnsafePointer<CChar>) throws(E) -> T) throws(E) -> T {
    let answer = bytes.withUnsafeBufferPointer { buffer -> Result<T, E> in
      // In bounds: the array ends in NUL and is never empty.
      let raw = UnsafeRawPointer(buffer.baseAddress.unsafelyUnwrapped).assumingMemoryBound(to: CChar.self)
      do throws(E) { return .success(try body(raw)) } catch { return .failure(error) }
    }
    return try answer.get()
  }
}
