/// A new file that several threads may write to, each at an offset of its own; closed when the last of them lets go of
/// it. Errors: `FileError` with the path as it is shown to the user.
final class CreatedFile: Sendable {
  let path: String
  private let file: Int32

  /// Makes the file, which must not be there yet.
  init(_ location: FilePath, shownAs shown: String) throws(FileError) {
    path = shown
    do { file = try location.withPath(SystemCalls.create) } catch { throw FileError("write", shown, error) }
  }

  deinit { SystemCalls.closeFile(file) }

  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileError) {
    do { try writeAll(bytes, at: offset) } catch { throw FileError("write", path, error) }
  }

  /// The same past the system's cache, if that is possible now: `bytes` and `offset` must be whole blocks of the device
  /// (`AlignedBlock`).
  func writeDirectly(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileError) {
    do { try writeAll(bytes, at: offset) } catch {
      guard error.code == SystemCalls.misaligned else { throw FileError("write", path, error) }
      // Not every file system says so when it is asked, and some only of some places.
      setDirect(to: false)
      try write(bytes, at: offset)
    }
  }

  /// Whether what is written from now on goes past the system's cache; where it cannot, it does not.
  func setDirect(to isDirect: Bool) { SystemCalls.setDirect(file, to: isDirect) }

  /// Tells the system to begin sending bytes to the device, where somebody will wait for them.
  func startWriteBack(_ range: Range<Int>) {
    if Durability.current == .always { SystemCalls.startWriteBack(file, range) }
  }

  /// Waits until all that was written is on the device.
  func synchronise() throws(FileError) {
    do { try SystemCalls.synchronise(file) } catch { throw FileError("write", path, error) }
  }

  private func writeAll(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SystemError) {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      done += try SystemCalls.writeFile(file, rest, at: offset + done)
    }
  }
}
