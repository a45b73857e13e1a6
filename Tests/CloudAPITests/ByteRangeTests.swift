import CloudAPI
import Testing

/// Parts of an object of ten bytes.
@Suite struct ByteRangeTests {
  @Test(arguments: [
    ("bytes=2-4", 2..<5), ("bytes=2-", 2..<10), ("bytes=-3", 7..<10), ("bytes=-99", 0..<10), ("bytes=0-9", 0..<10),
    ("bytes=0-10", 0..<10), ("bytes=9-9223372036854775807", 9..<10), ("bytes=4-2", nil), ("bytes=a-2", nil),
    ("bytes=1-2,4-5", nil), ("lines=1-2", nil), ("bytes=-9223372036854775807", 0..<10),
  ])
  func parts(_ field: String, _ range: Range<Int>?) throws { #expect(try ByteRange.of(field, size: 10) == range) }

  @Test(arguments: ["bytes=10-", "bytes=10-11", "bytes=9223372036854775807-9223372036854775807", "bytes=-0"])
  func behindTheEnd(_ field: String) { #expect(throws: CloudError.self) { try ByteRange.of(field, size: 10) } }
}
