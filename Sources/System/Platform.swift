#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the operating systems do differently about threads; with what else of them differs.
package enum Platform {
  /// Deep recursion (nested JSON, expression trees) must fit; memory is taken only as far as a thread goes.
  private static let stackSize = 320 << 20

  /// Lets the main thread's stack grow as far as the others' may, where the system allows that at run time.
  package static func growStack() {
    #if canImport(Glibc)
      var limit = rlimit()
      guard getrlimit(__rlimit_resource_t(RLIMIT_STACK.rawValue), &limit) == 0 else { return }
      limit.rlim_cur = max(limit.rlim_cur, min(rlim_t(stackSize), limit.rlim_max))
      setrlimit(__rlimit_resource_t(RLIMIT_STACK.rawValue), &limit)
    #endif
  }

  package static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Microseconds since 1970-01-01 00:00 UTC.
  static var now: Int64 { microseconds(CLOCK_REALTIME) }

  /// Microseconds since some moment before the process began; no change of the system's time moves them.
  static var uptime: Int64 { microseconds(CLOCK_MONOTONIC) }

  /// Microseconds of work that the calling thread has done: waiting does not count, nor what others do.
  package static var threadTime: Int64 { microseconds(CLOCK_THREAD_CPUTIME_ID) }

  private static func microseconds(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
  }

  /// Calls `handler` when the signal comes; it may do only what a signal handler may.
  package static func watchSignals(_ handler: @escaping @convention(c) (Int32) -> Void) {
    var action = sigaction()
    #if canImport(Darwin)
      action.__sigaction_u.__sa_handler = handler
    #else
      action.__sigaction_handler.sa_handler = handler
    #endif
    sigaction(SIGINT, &action, nil)
    sigaction(SIGTERM, &action, nil)
    // A process started with nohup goes on.
    var old = sigaction()
    sigaction(SIGHUP, &action, &old)
    if isIgnored(old) { sigaction(SIGHUP, &old, nil) }
    // What they say comes again as an error of the write.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    #if canImport(Darwin)
      let handler = action.__sigaction_u.__sa_handler
    #else
      let handler = action.__sigaction_handler.sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Lets the allocator keep freed memory instead of handing it back to the system and taking it again, page fault by
  /// page fault; all threads share one heap, so that what one frees another can use.
  package static func keepFreedMemory() {
    #if canImport(Glibc)
      typealias SetOption = @convention(c) (Int32, Int32) -> Int32
      guard let address = dlsym(nil, "mallopt") else { return }
      let setOption = unsafeBitCast(address, to: SetOption.self)
      // M_ARENA_MAX, M_MMAP_THRESHOLD, M_TRIM_THRESHOLD and M_TOP_PAD (a call to the system for each 16 MB, not 128
      // KB): <malloc.h> is no part of the Glibc module.
      _ = setOption(-8, 1)
      _ = setOption(-3, 32 << 20)
      _ = setOption(-1, 1 << 30)
      _ = setOption(-2, 16 << 20)
    #endif
  }

  static func sleep(milliseconds: Int) {
    _ = usleep(UInt32(clamping: milliseconds * 1000))
  }

  package static let interrupt = SIGINT
  /// Hands what was freed and kept back to the system.
  static func giveBackFreedMemory() {
    #if canImport(Glibc)
      typealias Trim = @convention(c) (Int) -> Int32
      guard let address = dlsym(nil, "malloc_trim") else { return }
      _ = unsafeBitCast(address, to: Trim.self)(0)
    #endif
  }

  static var physicalBytes: Int {
    #if canImport(Darwin)
      0
    #else
      sysconf(Int32(_SC_PHYS_PAGES)) * pageSize
    #endif
  }

  private static var pageSize: Int { sysconf(Int32(_SC_PAGESIZE)) }

  /// Bytes of the machine's memory that the process holds, without those of files; nil where the system does not tell.
  static var residentBytes: Int? { pages.map { ($0.resident - $0.shared) * pageSize } }

  /// Bytes of address space that are left to the process; nil where it has no limit (`ulimit -v`).
  static var freeAddressSpace: Int? {
    #if canImport(Darwin)
      return nil
    #else
      var limit = rlimit()
      // No limit is the largest number.
      guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0,
        let bytes = Int(exactly: limit.rlim_cur)
      else { return nil }
      return max(0, bytes - (pages?.mapped ?? 0) * pageSize)
    #endif
  }

  /// Pages that the process has mapped, those in memory, and which of these are files'.
  private static var pages: (mapped: Int, resident: Int, shared: Int)? {
    guard statusFile >= 0 else { return nil }
    let text = withUnsafeTemporaryAllocation(byteCount: 256, alignment: 1) { memory in
      let count = pread(statusFile, memory.baseAddress, memory.count, 0)
      return String(decoding: memory.prefix(max(0, count)), as: UTF8.self)
    }
    // `size resident shared …`, in pages.
    let numbers = text.split(separator: " ").prefix(3).compactMap { Int($0) }
    return numbers.count == 3 ? (numbers[0], numbers[1], numbers[2]) : nil
  }

  /// Open as long as the process lives.
  private static let statusFile = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)

  package static func exitProcess(_ status: Int32) -> Never { exit(status) }

  /// Ends the process at once, without unwinding.
  package static func endProcess(_ status: Int32) -> Never { _exit(status) }

  /// Starts a thread that runs `body` and that nobody waits for. False if the system has no more threads to give.
  ///
  /// The thread takes no signals: those are the main thread's.
  package static func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
    startThread(takingSignals: false, body)
  }

  static func startThread(takingSignals: Bool, _ body: @escaping @Sendable () -> Void) -> Bool {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    let box = Unmanaged.passRetained(ThreadBody(body))
    let started =
      takingSignals
      ? create(&attributes, box.toOpaque()) : withSignalsBlocked { create(&attributes, box.toOpaque()) }
    if !started { box.release() }
    return started
  }

  private static func create(_ attributes: inout pthread_attr_t, _ box: UnsafeMutableRawPointer) -> Bool {
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    return pthread_create(&thread, &attributes, threadMain, box) == 0
  }

  /// From now on signals are other threads'.
  static func blockSignals() {
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, nil)
  }

  static func pauseThread() { pause() }

  /// A new thread inherits the signal mask of the one that starts it.
  private static func withSignalsBlocked(_ body: () -> Bool) -> Bool {
    var all = sigset_t()
    var old = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &old)
    defer { pthread_sigmask(SIG_SETMASK, &old, nil) }
    return body()
  }
}

private final class ThreadBody: Sendable {
  let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

#if canImport(Darwin)
  private func threadMain(_ box: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    runThread(box)
    return nil
  }
#else
  private func threadMain(_ box: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let box { runThread(box) }
    return nil
  }
#endif

/// `box` is the retained `ThreadBody` that `startThread` passed: taken over here, once.
private func runThread(_ box: UnsafeMutableRawPointer) {
  let body = Unmanaged<ThreadBody>.fromOpaque(box).takeRetainedValue()
  body.body()
}
