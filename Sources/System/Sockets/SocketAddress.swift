#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An IP address and a TCP port.
package struct SocketAddress: Hashable, Sendable, CustomStringConvertible {
  package enum Family: Hashable, Sendable { case v4, v6 }

  package let family: Family
  /// 4 or 16 bytes, as the network has them.
  private let bytes: [UInt8]
  package var port: UInt16

  /// `127.0.0.1`, `::1`, `0.0.0.0`; nil for what is no address.
  package init?(_ text: String, port: UInt16) {
    self.port = port
    var four = in_addr()
    var six = in6_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      family = .v4
      bytes = withUnsafeBytes(of: &four) { Array($0) }
    } else if inet_pton(AF_INET6, text, &six) == 1 {
      family = .v6
      bytes = withUnsafeBytes(of: &six) { Array($0) }
    } else {
      return nil
    }
  }

  private init(_ family: Family, _ bytes: [UInt8], port: UInt16) {
    (self.family, self.bytes, self.port) = (family, bytes, port)
  }

  package static func loopback(_ port: UInt16, last: UInt8 = 1) -> SocketAddress {
    SocketAddress(.v4, [127, 0, 0, last], port: port)
  }

  package static func loopback6(_ port: UInt16) -> SocketAddress {
    SocketAddress(.v6, [UInt8](repeating: 0, count: 15) + [1], port: port)
  }

  /// The addresses of a host's name, the first one first. Asks the system, which may ask the network.
  package static func resolve(_ host: String, port: UInt16) -> [SocketAddress] {
    if let address = SocketAddress(host, port: port) { return [address] }
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, nil, &found) == 0 else { return [] }
    defer { freeaddrinfo(found) }
    var addresses: [SocketAddress] = []
    var next = found
    while let info = next?.pointee {
      if let address = SocketAddress(info, port: port), !addresses.contains(address) { addresses.append(address) }
      next = info.ai_next
    }
    return addresses
  }

  private init?(_ info: addrinfo, port: UInt16) {
    guard let address = info.ai_addr else { return nil }
    let raw = UnsafeRawBufferPointer(start: UnsafeRawPointer(address), count: Int(info.ai_addrlen))
    self.init(raw, family: info.ai_family)
    self.port = port
  }

  /// An address as the system gives it; nil for one of another family.
  init?(_ raw: UnsafeRawBufferPointer, family: Int32) {
    guard raw.count >= 4 else { return nil }
    // The port stands at offset 2; a sockaddr_in holds its address at 4, a sockaddr_in6 at 8.
    let port = UInt16(raw[2]) << 8 | UInt16(raw[3])
    switch family {
    case AF_INET where raw.count >= 8: self.init(.v4, Array(raw[4..<8]), port: port)
    case AF_INET6 where raw.count >= 24: self.init(.v6, Array(raw[8..<24]), port: port)
    default: return nil
    }
  }

  package var isLoopback: Bool {
    family == .v4 ? bytes[0] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1
  }

  /// The address without its port.
  package var host: String {
    if family == .v4 { return bytes.map(String.init).joined(separator: ".") }
    if isLoopback { return "::1" }
    return stride(from: 0, to: 16, by: 2).map { String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16) }
      .joined(separator: ":")
  }

  package var description: String { family == .v4 ? "\(host):\(port)" : "[\(host)]:\(port)" }

  /// The address as the system's functions take it, while `body` runs.
  func withSystemAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    switch family {
    case .v4:
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      withUnsafeMutableBytes(of: &address.sin_addr) { $0.copyBytes(from: bytes) }
      return withBytes(of: &address, body)
    case .v6:
      var address = sockaddr_in6()
      address.sin6_family = sa_family_t(AF_INET6)
      address.sin6_port = port.bigEndian
      withUnsafeMutableBytes(of: &address.sin6_addr) { $0.copyBytes(from: bytes) }
      return withBytes(of: &address, body)
    }
  }

  private func withBytes<Address, Result>(
    of address: inout Address, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    let length = socklen_t(MemoryLayout<Address>.size)
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
    }
  }
}
