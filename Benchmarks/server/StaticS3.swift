// S3 from memory, as fast as one thread goes, so that its client is the limit: lists (ListObjectsV2) and whole objects.
// It checks no signature and no condition, and keys must need no escaping.
//
// Usage: StaticS3 ROOT   (serves ROOT/BUCKET/KEY at an address that it prints as JSON when it is ready)

import Foundation

let pageSize = 1000

/// What is asked for, `/BUCKET/KEY`, with the whole answer to it.
var answers: [String: [UInt8]] = [:]
/// All of `/BUCKET/KEY` in the order of their bytes, with their sizes.
var listed: [(path: String, size: Int)] = []

func answer(_ status: String, _ fields: String = "", _ body: some Collection<UInt8>) -> [UInt8] {
  Array("HTTP/1.1 \(status)\r\n\(fields)Content-Length: \(body.count)\r\n\r\n".utf8) + body
}

func load(_ root: String) throws {
  let paths = FileManager.default.enumerator(atPath: root)
  while let name = paths?.nextObject() as? String {
    guard paths?.fileAttributes?[.type] as? FileAttributeType == .typeRegular else { continue }
    let body = try Data(contentsOf: URL(fileURLWithPath: root).appendingPathComponent(name))
    answers["/\(name)"] = answer("200 OK", "ETag: \"\(body.count)-static\"\r\nAccept-Ranges: bytes\r\n", body)
    listed.append(("/\(name)", body.count))
  }
  listed.sort { Array($0.path.utf8).lexicographicallyPrecedes(Array($1.path.utf8)) }
}

/// The continuation token is the place of the page's first key in `listed`.
func list(_ target: String) -> [UInt8] {
  let query = URLComponents(string: target)
  let fields = Dictionary((query?.queryItems ?? []).map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { $1 })
  let bucket = (query?.path ?? "").split(separator: "/").joined()
  let start = "/\(bucket)/\(fields["prefix"] ?? "")"
  var rows = ""
  var next = Int(fields["continuation-token"] ?? "") ?? 0
  var count = 0
  while next < listed.count, count < pageSize {
    let (path, size) = listed[next]
    next += 1
    guard path.hasPrefix(start) else { continue }
    count += 1
    rows += "<Contents><Key>\(path.dropFirst(bucket.count + 2))</Key><ETag>&quot;\(size)-static&quot;</ETag>"
    rows += "<Size>\(size)</Size><LastModified>2026-01-01T00:00:00.000Z</LastModified></Contents>"
  }
  let isCut = listed[next...].contains { $0.path.hasPrefix(start) }
  let token = isCut ? "<NextContinuationToken>\(next)</NextContinuationToken>" : ""
  let page = "<ListBucketResult><IsTruncated>\(isCut)</IsTruncated>\(token)\(rows)</ListBucketResult>"
  return answer("200 OK", "Content-Type: application/xml\r\n", page.utf8)
}

/// `request` begins with "GET TARGET HTTP/1.1".
func answered(_ request: ArraySlice<UInt8>) -> [UInt8] {
  let words = request.prefix { $0 != 13 }.split(separator: 32)
  let target = words.count > 1 ? String(decoding: words[1], as: UTF8.self) : ""
  return answers[target] ?? (target.contains("list-type=2") ? list(target) : answer("404 Not Found", "", []))
}

func send(_ bytes: [UInt8], to socket: Int32) {
  var done = 0
  while done < bytes.count {
    let count = bytes[done...].withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    if count <= 0 { return }
    done += count
  }
}

/// Answers what is whole in `pending`, and keeps the rest.
func serve(_ pending: inout [UInt8], from socket: Int32) {
  var start = 0
  var place = 3
  while place < pending.count {
    if pending[place] == 10, pending[place - 1] == 13, pending[place - 2] == 10 {
      send(answered(pending[start...place]), to: socket)
      start = place + 1
      place = start + 2
    }
    place += 1
  }
  pending.removeFirst(start)
}

func listen() -> Int32 {
  let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = inet_addr("127.0.0.1")
  var size = socklen_t(MemoryLayout.size(ofValue: address))
  withUnsafeMutablePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      _ = bind(listener, $0, size)
      _ = listen(listener, 512)
      _ = getsockname(listener, $0, &size)
    }
  }
  print("{\"url\": \"http://localhost:\(UInt16(bigEndian: address.sin_port))\"}")
  fflush(nil)
  return listener
}

try load(CommandLine.arguments[1])
let listener = listen()
var polled = [pollfd(fd: listener, events: Int16(POLLIN), revents: 0)]
var pending: [Int32: [UInt8]] = [:]
var buffer = [UInt8](repeating: 0, count: 1 << 16)
while poll(&polled, nfds_t(polled.count), -1) >= 0 {
  for ready in polled where ready.revents != 0 {
    if ready.fd == listener {
      let client = accept(listener, nil, nil)
      var on: Int32 = 1
      setsockopt(client, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout.size(ofValue: on)))
      polled.append(pollfd(fd: client, events: Int16(POLLIN), revents: 0))
      pending[client] = []
      continue
    }
    let count = recv(ready.fd, &buffer, buffer.count, 0)
    if count > 0 {
      pending[ready.fd, default: []] += buffer[..<count]
      serve(&pending[ready.fd, default: []], from: ready.fd)
    } else {
      close(ready.fd)
      pending[ready.fd] = nil
      polled.removeAll { $0.fd == ready.fd }
    }
  }
}
