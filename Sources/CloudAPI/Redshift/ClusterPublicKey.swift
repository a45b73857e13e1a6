import SQLTypes

/// The key that a cluster shows, for `authorized_keys` of the hosts that COPY would log in to by SSH: well formed, and
/// without a private half, since COPY from hosts is refused.
enum ClusterPublicKey {
  /// As OpenSSH writes a key of 2,048 bits: the same at each description of a cluster.
  static func text(of cluster: ClusterRecord) -> String {
    "ssh-rsa \(Base64.text(field(Array("ssh-rsa".utf8)) + field([1, 0, 1]) + field([0] + modulus(cluster)))) Amazon-Redshift\n"
  }

  private static func modulus(_ cluster: ClusterRecord) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < 256 {
      var digest = RunningMD5()
      digest.append(Array("\(cluster.namespaceID)/\(bytes.count)".utf8))
      bytes += digest.bytes
    }
    // Odd, and of its full length.
    bytes[0] |= 0x80
    bytes[255] |= 1
    return bytes
  }

  private static func field(_ bytes: [UInt8]) -> [UInt8] {
    [0, 0, UInt8(truncatingIfNeeded: bytes.count >> 8), UInt8(truncatingIfNeeded: bytes.count)] + bytes
  }
}
