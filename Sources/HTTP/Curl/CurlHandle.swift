/// One of libcurl's easy handles: used for one transfer after the other, on the network's thread alone.
final class CurlHandle {
  private static let errorSize = 256

  private let library: SystemCurl
  let easy: OpaquePointer
  /// `errorSize` bytes, where libcurl writes what went wrong, ending in NUL.
  private let words: UnsafeMutablePointer<CChar>
  private var lines: OpaquePointer?
  private(set) var transfer: HTTPTransfer?

  /// nil where libcurl has no memory left.
  init?(_ library: SystemCurl, _ limits: HTTPLimits) {
    guard let easy = library.makeEasy() else { return nil }
    self.library = library
    self.easy = easy
    words = .allocate(capacity: Self.errorSize)
    words.initialize(repeating: 0, count: Self.errorSize)
    setUp(limits)
  }

  deinit {
    library.freeEasy(easy)
    library.free(lines: lines)
    words.deallocate()
  }

  /// What all transfers have in common. Certificates are checked unless libcurl is told otherwise, and redirects are
  /// not followed: S3's need another signature.
  private func setUp(_ limits: HTTPLimits) {
    library.set(easy, .noSignal, 1)
    library.set(easy, .httpVersion, 2)  // 1.1
    library.set(easy, .protocols, 3)  // http and https
    library.set(easy, .pathAsIs, 1)
    library.set(easy, .keepAlive, 1)
    library.set(easy, .bufferSize, 1 << 17)
    library.set(easy, .connectTimeout, limits.connectTimeout)
    library.set(easy, .lowSpeedLimit, limits.slowest)
    library.set(easy, .lowSpeedTime, limits.stallTimeout)
    library.set(easy, .errorBuffer, words)
    library.set(easy, .writeFunction, receiveBody)
    library.set(easy, .headerFunction, receiveLine)
    library.set(easy, .readFunction, sendBody)
    library.set(easy, .seekFunction, seekBody)
    if let certificates = limits.certificates { library.set(easy, .certificates, certificates) }
  }

  /// Makes the handle ready. libcurl keeps the transfer's address, so the handle keeps the transfer until `end`.
  func begin(_ transfer: HTTPTransfer) {
    self.transfer = transfer
    let box = Unmanaged.passUnretained(transfer).toOpaque()
    let request = transfer.request
    words.pointee = 0
    library.set(easy, .url, request.url)
    library.set(easy, .writeData, box)
    library.set(easy, .headerData, box)
    library.set(easy, .get, 1)
    library.set(easy, .customRequest, nil)
    for field in request.fields.fields { append("\(field.name): \(field.value)") }
    if request.method == .head {
      library.set(easy, .noBody, 1)
    } else if let body = request.body {
      library.set(easy, .upload, 1)
      library.set(easy, .uploadSize, body.count)
      library.set(easy, .readData, box)
      library.set(easy, .seekData, box)
      append("Expect:")
    }
    if request.method != .get && request.method != .head { library.set(easy, .customRequest, request.method.rawValue) }
    library.set(easy, .headers, lines.map { UnsafeRawPointer($0) })
  }

  private func append(_ line: String) { lines = library.append(line, to: lines) ?? lines }

  /// Lets go of the transfer, which has ended with this CURLcode.
  func end(_ code: Int32) -> HTTPTransfer? {
    library.set(easy, .headers, nil)
    library.free(lines: lines)
    lines = nil
    defer { transfer = nil }
    if code != 0, let transfer, transfer.failure == nil {
      transfer.failure = TransportError(Self.kind(code), explanation(code))
    }
    return transfer
  }

  private func explanation(_ code: Int32) -> String {
    words.pointee == 0 ? library.words(for: code) : String(cString: words)
  }

  /// A CURLcode of curl.h as what it means to us.
  private static func kind(_ code: Int32) -> TransportError.Kind {
    switch code {
    case 5, 6: .unknownHost
    case 7: .refused
    case 28: .timedOut
    case 16, 18, 52, 55, 56, 65, 92: .lost
    case 77: .certificates
    case 35: .handshake
    case 51, 53, 54, 58, 59, 60, 64, 66, 80, 82, 83, 90, 91: .tls
    default: .other
    }
  }
}

// MARK: What libcurl calls
//
// The last argument is the transfer's address, which its handle keeps alive as long as libcurl may call.

private let receiveBody: SystemCurl.Receive = { bytes, size, count, box in
  guard let bytes, let box else { return 0 }
  // In bounds: libcurl gives `size * count` bytes for the length of the call.
  let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
  return Unmanaged<HTTPTransfer>.fromOpaque(box).takeUnretainedValue().receive(piece) ? piece.count : 0
}

private let receiveLine: SystemCurl.Receive = { bytes, size, count, box in
  guard let bytes, let box else { return 0 }
  // In bounds: as above.
  let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
  Unmanaged<HTTPTransfer>.fromOpaque(box).takeUnretainedValue().receive(line: line)
  return line.count
}

private let sendBody: SystemCurl.Receive = { memory, size, count, box in
  guard let memory, let box else { return 0 }
  // In bounds: libcurl has room for `size * count` bytes.
  let room = UnsafeMutableRawBufferPointer(start: memory, count: size * count)
  return Unmanaged<HTTPTransfer>.fromOpaque(box).takeUnretainedValue().send(into: room)
}

/// Back to the start, when a connection that was kept turns out to be closed. 0 is done (and SEEK_SET), 2 cannot.
private let seekBody: SystemCurl.Seek = { box, offset, origin in
  guard let box, origin == 0, offset >= 0 else { return 2 }
  Unmanaged<HTTPTransfer>.fromOpaque(box).takeUnretainedValue().sent = Int(offset)
  return 0
}
