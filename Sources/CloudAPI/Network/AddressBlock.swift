/// A block of IPv4 addresses: `10.0.0.0/16`, whose first address is cut to the block's length as EC2 cuts it.
struct AddressBlock: Hashable, Sendable {
  let first: UInt32
  /// Bits that all addresses have in common.
  let length: Int

  /// Nil for what is no block.
  init?(_ text: String) {
    let halves = text.split(separator: "/", omittingEmptySubsequences: false)
    guard halves.count == 2, let length = Self.number(halves[1], most: 32) else { return nil }
    let octets = halves[0].split(separator: ".", omittingEmptySubsequences: false).map { Self.number($0, most: 255) }
    guard octets.count == 4 else { return nil }
    var address: UInt32 = 0
    for octet in octets {
      guard let octet else { return nil }
      address = address << 8 | UInt32(octet)
    }
    self.init(address, length)
  }

  init(_ address: UInt32, _ length: Int) {
    self.length = length
    first = length == 0 ? 0 : address & ~UInt32(0) << (32 - length)
  }

  private static func number(_ digits: Substring, most: Int) -> Int? {
    guard (1...3).contains(digits.utf8.count), digits.utf8.allSatisfy({ 48...57 ~= $0 }) else { return nil }
    return Int(digits).flatMap { $0 <= most ? $0 : nil }
  }

  /// The block that a request gives. Errors: `MissingParameter`; `InvalidParameterValue` for what is no block.
  init(_ input: CloudInput, _ name: String) throws(CloudError) {
    let text = try input.required(name)
    guard let block = AddressBlock(text) else {
      throw CloudError(
        "InvalidParameterValue",
        "Value (\(text)) for parameter \(name.prefix(1).lowercased() + name.dropFirst()) is invalid. This is not a "
          + "valid CIDR block.")
    }
    self = block
  }

  var text: String {
    let octets = [24, 16, 8, 0].map { String(first >> UInt32($0) & 255) }
    return octets.joined(separator: ".") + "/\(length)"
  }

  /// Whether it is neither larger nor smaller than VPCs and subnets may be.
  var isOfNetworkSize: Bool { 16...28 ~= length }

  /// How many addresses of it a subnet can give away: five are the network's own.
  var usable: Int { max(0, 1 << (32 - length) - 5) }

  func contains(_ other: AddressBlock) -> Bool {
    other.length >= length && AddressBlock(other.first, length).first == first
  }

  func overlaps(_ other: AddressBlock) -> Bool { contains(other) || other.contains(self) }
}
