import SQLTypes
import System

/// The system's libcurl (7.68 or later), loaded when first needed, so that building needs none of its headers and
/// nothing that works offline pays for it.
///
/// `curl_easy_setopt`, `curl_multi_setopt` and `curl_easy_getinfo` take their last argument as `...`. A call through a
/// function type that names it is passed alike by Linux on x86-64 and arm64, but not by Apple's arm64: hence
/// `SystemTransport`.
struct SystemCurl: Sendable {
  typealias Receive = @convention(c) (UnsafeMutableRawPointer?, Int, Int, UnsafeMutableRawPointer?) -> Int
  typealias Seek = @convention(c) (UnsafeMutableRawPointer?, Int64, Int32) -> Int32

  /// Numbers of curl.h: a kind (long 0, pointer 10000, function 20000, curl_off_t 30000) and a number.
  enum Option: Int32 {
    case writeData = 10001
    case url = 10002
    case readData = 10009
    case errorBuffer = 10010
    case writeFunction = 20011
    case readFunction = 20012
    case lowSpeedLimit = 19
    case lowSpeedTime = 20
    case headers = 10023
    case headerData = 10029
    case customRequest = 10036
    case noBody = 44
    case upload = 46
    case certificates = 10065
    case headerFunction = 20079
    case get = 80
    case httpVersion = 84
    case bufferSize = 98
    case noSignal = 99
    case connectTimeout = 156
    case seekFunction = 20167
    case seekData = 10168
    case protocols = 181
    case keepAlive = 213
    case pathAsIs = 234
    case uploadSize = 30115
  }

  private typealias GlobalInit = @convention(c) (Int) -> Int32
  private typealias Make = @convention(c) () -> OpaquePointer?
  private typealias Free = @convention(c) (OpaquePointer) -> Void
  private typealias FreeMulti = @convention(c) (OpaquePointer) -> Int32
  private typealias SetLong = @convention(c) (OpaquePointer, Int32, Int) -> Int32
  private typealias SetPointer = @convention(c) (OpaquePointer, Int32, UnsafeRawPointer?) -> Int32
  private typealias Pair = @convention(c) (OpaquePointer, OpaquePointer) -> Int32
  private typealias Perform = @convention(c) (OpaquePointer, UnsafeMutablePointer<Int32>) -> Int32
  private typealias Poll =
    @convention(c) (OpaquePointer, UnsafeMutableRawPointer?, UInt32, Int32, UnsafeMutablePointer<Int32>?) -> Int32
  private typealias ReadInfo = @convention(c) (OpaquePointer, UnsafeMutablePointer<Int32>) -> UnsafeRawPointer?
  private typealias Append = @convention(c) (OpaquePointer?, UnsafePointer<CChar>) -> OpaquePointer?
  private typealias Words = @convention(c) (Int32) -> UnsafePointer<CChar>?

  private let makeEasyHandle: Make
  private let freeEasyHandle: Free
  private let setLong: SetLong
  private let setPointer: SetPointer
  private let makeMultiHandle: Make
  private let freeMultiHandle: FreeMulti
  private let addHandle: Pair
  private let removeHandle: Pair
  private let performAll: Perform
  private let pollAll: Poll
  private let wake: @convention(c) (OpaquePointer) -> Int32
  private let readInfo: ReadInfo
  private let appendLine: Append
  private let freeLines: @convention(c) (OpaquePointer?) -> Void
  private let words: Words

  /// Made once; curl_global_init must come before anything else of libcurl.
  private static let loaded = SystemCurl(loading: ["libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.so"])

  /// Errors: 58030 naming the package to install.
  static func load() throws(SQLError) -> SystemCurl {
    if let loaded { return loaded }
    throw SQLError(
      .ioError,
      "reading s3:// over the network needs the system library libcurl (7.68 or later), which is not installed",
      hint: "install it: apt-get install libcurl4, dnf install libcurl, or apk add libcurl; or read from a folder "
        + "with --s3-root DIR")
  }

  private init?(loading names: [String]) {
    guard let library = SystemCalls.openLibrary(names),
      let globalInit = SystemCalls.function("curl_global_init", in: library),
      let makeEasy = SystemCalls.function("curl_easy_init", in: library),
      let freeEasy = SystemCalls.function("curl_easy_cleanup", in: library),
      let setOption = SystemCalls.function("curl_easy_setopt", in: library),
      let makeMulti = SystemCalls.function("curl_multi_init", in: library),
      let freeMulti = SystemCalls.function("curl_multi_cleanup", in: library),
      let add = SystemCalls.function("curl_multi_add_handle", in: library),
      let remove = SystemCalls.function("curl_multi_remove_handle", in: library),
      let perform = SystemCalls.function("curl_multi_perform", in: library),
      let poll = SystemCalls.function("curl_multi_poll", in: library),
      let wake = SystemCalls.function("curl_multi_wakeup", in: library),
      let readInfo = SystemCalls.function("curl_multi_info_read", in: library),
      let append = SystemCalls.function("curl_slist_append", in: library),
      let freeLines = SystemCalls.function("curl_slist_free_all", in: library),
      let words = SystemCalls.function("curl_easy_strerror", in: library)
    else { return nil }
    // The types are those of curl.h for these names; long, size_t and curl_off_t are as wide as Int on 64-bit systems.
    makeEasyHandle = unsafeBitCast(makeEasy, to: Make.self)
    freeEasyHandle = unsafeBitCast(freeEasy, to: Free.self)
    setLong = unsafeBitCast(setOption, to: SetLong.self)
    setPointer = unsafeBitCast(setOption, to: SetPointer.self)
    makeMultiHandle = unsafeBitCast(makeMulti, to: Make.self)
    freeMultiHandle = unsafeBitCast(freeMulti, to: FreeMulti.self)
    addHandle = unsafeBitCast(add, to: Pair.self)
    removeHandle = unsafeBitCast(remove, to: Pair.self)
    performAll = unsafeBitCast(perform, to: Perform.self)
    pollAll = unsafeBitCast(poll, to: Poll.self)
    self.wake = unsafeBitCast(wake, to: (@convention(c) (OpaquePointer) -> Int32).self)
    self.readInfo = unsafeBitCast(readInfo, to: ReadInfo.self)
    appendLine = unsafeBitCast(append, to: Append.self)
    self.freeLines = unsafeBitCast(freeLines, to: (@convention(c) (OpaquePointer?) -> Void).self)
    self.words = unsafeBitCast(words, to: Words.self)
    // CURL_GLOBAL_ALL
    guard unsafeBitCast(globalInit, to: GlobalInit.self)(3) == 0 else { return nil }
  }

  // MARK: One transfer

  func makeEasy() -> OpaquePointer? { makeEasyHandle() }
  func freeEasy(_ easy: OpaquePointer) { freeEasyHandle(easy) }

  func set(_ easy: OpaquePointer, _ option: Option, _ value: Int) {
    _ = setLong(easy, option.rawValue, value)
  }

  /// libcurl keeps the address, so it must stay good as long as the transfer lasts.
  func set(_ easy: OpaquePointer, _ option: Option, _ value: UnsafeRawPointer?) {
    _ = setPointer(easy, option.rawValue, value)
  }

  /// libcurl copies texts.
  func set(_ easy: OpaquePointer, _ option: Option, _ text: String) {
    text.withCString { set(easy, option, UnsafeRawPointer($0)) }
  }

  func set(_ easy: OpaquePointer, _ option: Option, _ function: Receive) {
    set(easy, option, unsafeBitCast(function, to: UnsafeRawPointer.self))
  }

  func set(_ easy: OpaquePointer, _ option: Option, _ function: Seek) {
    set(easy, option, unsafeBitCast(function, to: UnsafeRawPointer.self))
  }

  /// A list of texts one longer, or nil without memory for it; the first call gets none.
  func append(_ line: String, to lines: OpaquePointer?) -> OpaquePointer? { appendLine(lines, line) }
  func free(lines: OpaquePointer?) { freeLines(lines) }

  func words(for code: Int32) -> String { words(code).map { String(cString: $0) } ?? "libcurl error \(code)" }

  // MARK: All of them

  func makeMulti() -> OpaquePointer? { makeMultiHandle() }
  func freeMulti(_ multi: OpaquePointer) { _ = freeMultiHandle(multi) }
  func add(_ easy: OpaquePointer, to multi: OpaquePointer) -> Int32 { addHandle(multi, easy) }
  func remove(_ easy: OpaquePointer, from multi: OpaquePointer) { _ = removeHandle(multi, easy) }

  func perform(_ multi: OpaquePointer) {
    var running: Int32 = 0
    _ = performAll(multi, &running)
  }

  /// Waits until there is something to do, for so long at most; `wakeUp`, from any thread, ends it.
  func poll(_ multi: OpaquePointer, milliseconds: Int32) { _ = pollAll(multi, nil, 0, milliseconds, nil) }
  func wakeUp(_ multi: OpaquePointer) { _ = wake(multi) }

  /// A transfer that has ended since the last call, with its CURLcode.
  func nextEnded(_ multi: OpaquePointer) -> (easy: OpaquePointer, code: Int32)? {
    var left: Int32 = 0
    while let message = readInfo(multi, &left) {
      // In bounds: a CURLMsg is an int, padding, the handle's address at 8 and the result's int at 16, and stays as it
      // is until the next call. 1 is CURLMSG_DONE.
      guard message.load(as: Int32.self) == 1, let easy = message.load(fromByteOffset: 8, as: OpaquePointer?.self)
      else { continue }
      return (easy, message.load(fromByteOffset: 16, as: Int32.self))
    }
    return nil
  }
}
