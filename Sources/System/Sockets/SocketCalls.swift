#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The one file that calls the C library's socket functions: a function a call, errno as `SystemError`, EINTR retried.
enum SocketCalls {
  static let addressInUse = EADDRINUSE

  #if canImport(Glibc)
    private static let stream = Int32(SOCK_STREAM.rawValue)
    private static let flags = Int32(SOCK_CLOEXEC.rawValue)
  #else
    private static let stream = SOCK_STREAM
    private static let flags: Int32 = 0
  #endif

  #if canImport(Darwin)
    private static let noSignal: Int32 = 0
  #else
    private static let noSignal = Int32(MSG_NOSIGNAL)
  #endif

  /// A new TCP socket of the address's family.
  static func open(_ family: SocketAddress.Family) throws(SystemError) -> Int32 {
    let descriptor = socket(family == .v4 ? AF_INET : AF_INET6, stream | flags, 0)
    guard descriptor >= 0 else { throw SystemError(code: errno) }
    set(descriptor, SOL_SOCKET, SO_REUSEADDR)
    set(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY)
    if family == .v6 { set(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY) }
    #if canImport(Darwin)
      set(descriptor, SOL_SOCKET, SO_NOSIGPIPE)
    #endif
    return descriptor
  }

  /// An option that is on or off, on.
  private static func set(_ descriptor: Int32, _ level: Int32, _ option: Int32) {
    var on: Int32 = 1
    _ = setsockopt(descriptor, level, option, &on, socklen_t(MemoryLayout<Int32>.size))
  }

  static func listen(_ descriptor: Int32, at address: SocketAddress) throws(SystemError) {
    let bound = address.withSystemAddress { pointer, length in bind(descriptor, pointer, length) }
    guard bound == 0 else { throw SystemError(code: errno) }
    #if canImport(Glibc)
      let answer = Glibc.listen(descriptor, 512)
    #elseif canImport(Musl)
      let answer = Musl.listen(descriptor, 512)
    #else
      let answer = Darwin.listen(descriptor, 512)
    #endif
    guard answer == 0 else { throw SystemError(code: errno) }
  }

  static func connect(_ descriptor: Int32, to address: SocketAddress) throws(SystemError) {
    // A network that forgets connections which say nothing is reminded of this one while a statement runs.
    set(descriptor, SOL_SOCKET, SO_KEEPALIVE)
    let answer = address.withSystemAddress { pointer, length in
      #if canImport(Glibc)
        Glibc.connect(descriptor, pointer, length)
      #elseif canImport(Musl)
        Musl.connect(descriptor, pointer, length)
      #else
        Darwin.connect(descriptor, pointer, length)
      #endif
    }
    guard answer == 0 else { throw SystemError(code: errno) }
  }

  /// Ends a `send` or a `connect` that takes longer, where the system knows such a limit; 0 for none.
  static func setSendTimeout(_ descriptor: Int32, seconds: Int) {
    var limit = timeval(tv_sec: seconds, tv_usec: 0)
    _ = setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  /// The next connection; nil where the listener was shut down.
  static func accept(_ listener: Int32) -> Int32? {
    while true {
      #if canImport(Glibc)
        let descriptor = Glibc.accept(listener, nil, nil)
      #elseif canImport(Musl)
        let descriptor = Musl.accept(listener, nil, nil)
      #else
        let descriptor = Darwin.accept(listener, nil, nil)
      #endif
      if descriptor >= 0 {
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        set(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY)
        return descriptor
      }
      switch errno {
      case EINTR, ECONNABORTED: continue
      case EMFILE, ENFILE, ENOBUFS, ENOMEM: usleep(10_000)
      default: return nil
      }
    }
  }

  /// The port the system chose.
  static func port(of descriptor: Int32) -> UInt16 {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    // A sockaddr_storage holds any address; the port stands at the same offset, 2, for both families.
    return withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(descriptor, $0, &length) }
      return UnsafeRawPointer(pointer).load(fromByteOffset: 2, as: UInt16.self).bigEndian
    }
  }

  /// Who is at the other end; nil where nobody is any more.
  static func peer(of descriptor: Int32) -> SocketAddress? {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let result = withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getpeername(descriptor, $0, &length) }
    }
    guard result == 0 else { return nil }
    let family = Int32(storage.ss_family)
    return withUnsafeBytes(of: &storage) { SocketAddress($0, family: family) }
  }

  /// Bytes read, 0 at the end; nil for a connection that is broken.
  static func receive(_ descriptor: Int32, into memory: UnsafeMutableRawBufferPointer) -> Int? {
    while true {
      let count = recv(descriptor, memory.baseAddress, memory.count, 0)
      if count >= 0 { return count }
      if errno != EINTR { return nil }
    }
  }

  /// Bytes sent, from the first on; nil for a connection that is broken.
  static func send(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int? {
    while true {
      #if canImport(Glibc)
        let count = Glibc.send(descriptor, bytes.baseAddress, bytes.count, noSignal)
      #elseif canImport(Musl)
        let count = Musl.send(descriptor, bytes.baseAddress, bytes.count, noSignal)
      #else
        let count = Darwin.send(descriptor, bytes.baseAddress, bytes.count, noSignal)
      #endif
      if count >= 0 { return count }
      if errno != EINTR { return nil }
    }
  }

  /// Whether there is something to read, or an end, within so many milliseconds; -1 waits for ever.
  static func waitToRead(_ descriptor: Int32, milliseconds: Int32) -> Bool {
    var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while true {
      let answer = poll(&wanted, 1, milliseconds)
      if answer >= 0 { return answer > 0 }
      if errno != EINTR { return true }
    }
  }

  /// Whether the other side has closed the connection, what it sent before read or not.
  static func hasHungUp(_ descriptor: Int32) -> Bool {
    #if canImport(Darwin)
      let hangUp = Int16(POLLHUP)
    #else
      // POLLRDHUP, which the headers show only to GNU sources.
      let hangUp: Int16 = 0x2000
    #endif
    var wanted = pollfd(fd: descriptor, events: hangUp, revents: 0)
    return poll(&wanted, 1, 0) > 0
  }

  /// Ends reading and writing: who waits for the connection gets its end.
  static func shutDown(_ descriptor: Int32) { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }

  static func shutDownReceiving(_ descriptor: Int32) { _ = shutdown(descriptor, Int32(SHUT_RD)) }

  static func close(_ descriptor: Int32) { SystemCalls.closeFile(descriptor) }
}
