#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The one file of this module that calls the C library: a function a call, errno as `SystemError`, EINTR retried.
///
/// Paths are bytes ending in NUL, because file names need not be UTF-8.
package enum SystemCalls {
  package typealias Path = UnsafePointer<CChar>

  package enum Kind: Sendable { case file, folder, other }

  /// What a name leads to, symbolic links followed.
  package struct Status {
    package var kind: Kind
    package var size: Int
    /// Device and inode: the same for two names of the same folder.
    package var identity: Identity
    /// Nanoseconds since 1970: when the bytes were last written.
    package var modified: Int64
    /// Nobody but the owner may read or write it.
    package var isKeptToOwner: Bool

    /// Which bytes the file holds, as far as the system tells without reading them.
    package var version: Version { Version(identity: identity, size: size, modified: modified) }
  }

  package struct Version: Hashable, Sendable {
    package var identity: Identity
    package var size: Int
    package var modified: Int64
  }

  package struct Identity: Hashable, Sendable {
    package var device: UInt64
    package var inode: UInt64
  }

  package static let noSpace = ENOSPC
  package static let tooManyFiles = EMFILE
  package static let interrupted = EINTR
  package static let brokenPipe = EPIPE
  package static let absent = ENOENT
  package static let absentCodes: Set<Int32> = [ENOENT, ENOTDIR, ENAMETOOLONG, ELOOP]
  package static let exists = EEXIST
  package static let wouldBlock = EWOULDBLOCK

  private static func retried(_ call: () -> Int) throws(SystemError) -> Int {
    while true {
      let answer = call()
      if answer >= 0 { return answer }
      let code = errno
      if code != EINTR { throw SystemError(code: code) }
    }
  }

  // MARK: Files

  package static func openToRead(_ path: Path) throws(SystemError) -> Int32 {
    Int32(truncatingIfNeeded: try retried { Int(open(path, O_RDONLY | O_CLOEXEC)) })
  }

  /// Opens a name of an open folder.
  package static func openToRead(_ name: Path, in folder: Int32) throws(SystemError) -> Int32 {
    Int32(truncatingIfNeeded: try retried { Int(openat(folder, name, O_RDONLY | O_CLOEXEC)) })
  }

  /// Makes a file that was not there before.
  package static func create(_ path: Path) throws(SystemError) -> Int32 {
    Int32(truncatingIfNeeded: try retried { Int(open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)) })
  }

  /// Opens what is there already, a device or a pipe perhaps, for bytes that go behind all others.
  package static func openToAppend(_ path: Path) throws(SystemError) -> Int32 {
    Int32(truncatingIfNeeded: try retried { Int(open(path, O_WRONLY | O_APPEND | O_CLOEXEC)) })
  }

  /// The same of a file that is made, for its owner alone, where there is none.
  package static func openOwnToAppend(_ path: Path) throws(SystemError) -> Int32 {
    Int32(truncatingIfNeeded: try retried { Int(open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)) })
  }

  /// Makes a file, or empties the one that is there.
  static func openToReplace(_ path: Path) throws(SystemError) -> Int32 {
    Int32(truncatingIfNeeded: try retried { Int(open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)) })
  }

  /// Not retried: after EINTR the descriptor is gone all the same on Linux.
  package static func closeFile(_ file: Int32) { _ = close(file) }

  package static func readFile(
    _ file: Int32, into memory: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(SystemError) -> Int {
    try retried { pread(file, memory.baseAddress, memory.count, off_t(offset)) }
  }

  /// Bytes written, from the first on.
  package static func writeFile(
    _ file: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int
  ) throws(SystemError) -> Int {
    try retried { pwrite(file, bytes.baseAddress, bytes.count, off_t(offset)) }
  }

  /// Bytes written to a stream, from the first on.
  package static func writeStream(_ file: Int32, _ bytes: UnsafeRawBufferPointer) throws(SystemError) -> Int {
    try retried { write(file, bytes.baseAddress, bytes.count) }
  }

  /// All of `text` to a stream.
  package static func writeAll(_ file: Int32, _ text: String) throws(SystemError) {
    var text = text
    let answer = text.withUTF8 { bytes -> Result<Void, SystemError> in
      var rest = UnsafeRawBufferPointer(bytes)
      do throws(SystemError) {
        while !rest.isEmpty { rest = UnsafeRawBufferPointer(rebasing: rest[(try writeStream(file, rest))...]) }
        return .success(())
      } catch { return .failure(error) }
    }
    try answer.get()
  }

  /// Bytes read from a stream, 0 at its end; nil when a signal came first.
  package static func readStream(_ file: Int32, into memory: UnsafeMutableRawBufferPointer) -> Int? {
    let count = read(file, memory.baseAddress, memory.count)
    return count < 0 ? (errno == EINTR ? nil : 0) : count
  }

  /// The ends of a new pipe: what is written to the second is read from the first.
  package static func makePipe() throws(SystemError) -> (input: Int32, output: Int32) {
    var ends: (input: Int32, output: Int32) = (-1, -1)
    _ = try retried {
      withUnsafeMutableBytes(of: &ends) { Int(pipe($0.baseAddress?.assumingMemoryBound(to: Int32.self))) }
    }
    for end in [ends.input, ends.output] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return ends
  }

  /// Safe in a signal handler: errno is as before.
  package static func writeByte(_ file: Int32) {
    let code = errno
    var byte: UInt8 = 1
    _ = write(file, &byte, 1)
    errno = code
  }

  package static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  package static func isTerminal(_ file: Int32) -> Bool { isatty(file) == 1 }

  /// Takes the lock of an open file or folder, which goes with the descriptor; `wouldBlock` where somebody has it.
  package static func lock(_ file: Int32) throws(SystemError) {
    _ = try retried { Int(flock(file, LOCK_EX | LOCK_NB)) }
  }

  /// The same, once whoever has it lets go.
  package static func waitForLock(_ file: Int32) throws(SystemError) {
    _ = try retried { Int(flock(file, LOCK_EX)) }
  }

  /// Waits until the file is on the device, where `Durability` wants that.
  package static func synchronise(_ file: Int32) throws(SystemError) {
    if Durability.current == .always { _ = try retried { Int(fsync(file)) } }
  }

  // MARK: Names

  package static func status(_ path: Path) throws(SystemError) -> Status {
    var facts = stat()
    _ = try retried { Int(stat(path, &facts)) }
    return Status(facts)
  }

  package static func status(ofOpen file: Int32) throws(SystemError) -> Status {
    var facts = stat()
    _ = try retried { Int(fstat(file, &facts)) }
    return Status(facts)
  }

  package static func status(of name: Path, in folder: Int32) throws(SystemError) -> Status {
    var facts = stat()
    _ = try retried { Int(fstatat(folder, name, &facts, 0)) }
    return Status(facts)
  }

  /// What a symbolic link says; nil for anything else.
  package static func linkTarget(_ path: Path) -> [UInt8]? {
    var target = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &target, target.count)
    return count < 0 ? nil : target.prefix(count).map(UInt8.init(bitPattern:))
  }

  package static func renameFile(_ old: Path, to new: Path) throws(SystemError) {
    _ = try retried { Int(rename(old, new)) }
  }
  package static func removeFile(_ path: Path) throws(SystemError) { _ = try retried { Int(unlink(path)) } }
  /// Nobody but the owner may read or write a file, or enter a folder.
  package static func keepToOwner(_ path: Path, isFolder: Bool) throws(SystemError) {
    _ = try retried { Int(chmod(path, isFolder ? 0o700 : 0o600)) }
  }

  package static func makeFolder(_ path: Path) throws(SystemError) { _ = try retried { Int(mkdir(path, 0o777)) } }
  package static func removeFolder(_ path: Path) throws(SystemError) { _ = try retried { Int(rmdir(path)) } }

  /// The path without links; nil if it leads nowhere or is not UTF-8.
  package static func resolve(_ path: Path) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(validatingCString: resolved)
  }

  /// Calls `visit` with the folder's descriptor and each name in it but `.` and `..`, in the system's order.
  ///
  /// `hint` is what the folder itself says of the name: nil where only `status` can tell (symbolic links).
  package static func visitFolder(
    _ path: Path, _ visit: (_ folder: Int32, _ name: UnsafeBufferPointer<UInt8>, _ hint: Kind?) throws -> Void
  ) throws {
    guard let stream = opendir(path) else { throw SystemError(code: errno) }
    defer { closedir(stream) }
    let nameOffset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw SystemError(code: errno) }
        return
      }
      // The name ends in NUL inside the entry, which stays valid until the next `readdir`.
      let name = UnsafeRawPointer(entry).advanced(by: nameOffset).assumingMemoryBound(to: UInt8.self)
      let length = strlen(UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self))
      if length <= 2 && name[0] == 0x2e && (length == 1 || name[1] == 0x2e) { continue }
      try visit(dirfd(stream), UnsafeBufferPointer(start: name, count: length), kind(Int32(entry.pointee.d_type)))
    }
  }

  private static func kind(_ type: Int32) -> Kind? {
    switch type {
    case Int32(DT_DIR): .folder
    case Int32(DT_REG): .file
    case Int32(DT_LNK), Int32(DT_UNKNOWN): nil
    default: .other
    }
  }

  // MARK: The process

  static var hostName: [UInt8] {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return [] }
    return name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
  }

  package static var processNumber: Int32 { getpid() }

  /// The system's function `name` in the first of `libraries` that is installed.
  package static func openLibrary(_ libraries: [String]) -> UnsafeMutableRawPointer? {
    for library in libraries {
      if let handle = dlopen(library, RTLD_NOW | RTLD_LOCAL) { return handle }
    }
    return nil
  }

  package static func function(_ name: String, in library: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    dlsym(library, name)
  }

  /// Plain words for the errors users meet; the system's own for the rest.
  package static func words(for code: Int32) -> String {
    switch code {
    case ENOENT: "no such file or folder"
    case EACCES, EPERM: "permission denied"
    case ENOSPC: "no space left on the device"
    case EDQUOT: "disk quota exceeded"
    case EROFS: "the file system is read-only"
    case EISDIR: "it is a folder"
    case ENOTDIR: "a part of the path is not a folder"
    case EEXIST: "it exists already"
    case ENOTEMPTY: "the folder is not empty"
    case EMFILE, ENFILE: "too many open files"
    case ENAMETOOLONG: "the name is too long"
    case ELOOP: "symbolic links lead in a circle"
    case EFBIG: "the file would become too large"
    case EPIPE: "nobody reads it any more"
    case EBADF: "it is closed"
    case EIO: "the device failed (input/output error)"
    default: String(cString: strerror(code))
    }
  }
}

extension SystemCalls.Status {
  fileprivate init(_ facts: stat) {
    let type = facts.st_mode & S_IFMT
    kind = type == S_IFREG ? .file : type == S_IFDIR ? .folder : .other
    size = Int(facts.st_size)
    identity = SystemCalls.Identity(
      device: UInt64(truncatingIfNeeded: facts.st_dev), inode: UInt64(truncatingIfNeeded: facts.st_ino))
    #if canImport(Darwin)
      let time = facts.st_mtimespec
    #else
      let time = facts.st_mtim
    #endif
    modified = Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    isKeptToOwner = facts.st_mode & 0o077 == 0
  }
}
