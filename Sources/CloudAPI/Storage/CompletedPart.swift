/// One of the parts that an object came in.
package struct CompletedPart: Hashable, Sendable {
  package let size: Int
  /// Under the name that documents have for it, `ChecksumCRC32`; nil for none.
  package let checksum: CloudValue.Member?

  package init(size: Int, checksum: CloudValue.Member?) {
    self.size = size
    self.checksum = checksum
  }
}
