import ObjectStore
import SQLTypes
import Testing

@Suite struct LocationTests {
  @Test(arguments: [
    ("s3://bucket/a/b", Location.s3(bucket: "bucket", key: "a/b")),
    ("s3://bucket", .s3(bucket: "bucket", key: "")),
    ("s3://bucket/", .s3(bucket: "bucket", key: "")),
    ("s3://bucket//a", .s3(bucket: "bucket", key: "/a")),
    ("S3://b.c-d/é", .s3(bucket: "b.c-d", key: "é")),
    ("data/x.json", .path("data/x.json")),
    ("/tmp/a:b", .path("/tmp/a:b")),
  ])
  func parses(text: String, expected: Location) throws {
    #expect(try Location(text) == expected)
  }

  @Test(arguments: [
    ("", "22023"), ("s3://", "22023"), ("s3:///key", "22023"), ("s3://../x", "22023"), ("a\0b", "22023"),
    ("emr://cluster/x", "0A000"), ("dynamodb://table", "0A000"), ("file:///tmp/x", "0A000"), ("gs://b/k", "0A000"),
  ])
  func refuses(text: String, state: String) {
    let error = #expect(throws: SQLError.self) { try Location(text) }
    #expect(error?.state.code == state)
  }

  @Test func namesTheSource() {
    let error = #expect(throws: SQLError.self) { try Location("emr://c/x") }
    #expect(error?.message == "reading emr:// is not supported yet")
  }
}
