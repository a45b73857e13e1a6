import ObjectStore
import SQLTypes
import TestSupport
import Testing

@Suite struct ManifestTests {
  @Test func reads() throws {
    let text = """
      {"author": {"name": "x"}, "entries": [
        {"url": "s3://b/k", "mandatory": true, "meta": {"content_length": 99}},
        {"url": "s3://b/k"}, {"url": "s3://c/\\u00e9", "mandatory": false}]}
      """
    let manifest = try Manifest(parsing: text.utf8, name: "m")
    #expect(
      manifest.entries == [
        .init(url: "s3://b/k", isMandatory: true, contentLength: 99), .init(url: "s3://b/k", isMandatory: false),
        .init(url: "s3://c/é", isMandatory: false),
      ])
  }

  @Test(arguments: [
    "", "[]", "{}", "{\"entries\": {}}", "{\"entries\": [1]}", "{\"entries\": [{\"url\": 5}]}",
    "{\"entries\": [{\"url\": \"s3://b/k\", \"mandatory\": \"yes\"}]}", "{\"entries\": []} x",
  ])
  func refuses(text: String) {
    let error = #expect(throws: SQLError.self) { try Manifest(parsing: text.utf8, name: "s3://b/m") }
    #expect(error?.state == .internalError && error?.message.hasPrefix("Invalid manifest file: ") == true)
    #expect(error?.detail?.contains("s3://b/m") == true)
  }

  @Test func writesWhatItReads() throws {
    let manifest = Manifest(entries: [
      .init(url: "s3://b/a \"quoted\" \\ \u{1}é", contentLength: 5), .init(url: "s3://b/b", isMandatory: false),
    ])
    #expect(try Manifest(parsing: manifest.json.utf8, name: "m") == manifest)
    #expect(try Manifest(parsing: Manifest(entries: []).json.utf8, name: "m").entries.isEmpty)
  }

  @Test func leadsToObjects() throws {
    let folder = try TemporaryFolder()
    try folder.write("b/x", "1")
    try folder.write("c/y", "22")
    try folder.write(
      "b/m", Manifest(entries: [.init(url: "s3://c/y"), .init(url: "s3://b/x"), .init(url: "s3://c/y")]).json)
    let store = ObjectStorage(s3Root: folder.path)
    let manifest = try store.manifest(at: Location("s3://b/m"))
    #expect(try store.list(manifest, name: "m").map(\.name) == ["s3://c/y", "s3://b/x", "s3://c/y"])
  }

  @Test func missingObjects() throws {
    let folder = try TemporaryFolder()
    try folder.write("b/x", "1")
    let store = ObjectStorage(s3Root: folder.path)
    func message(_ entries: [Manifest.Entry]) -> String? {
      #expect(throws: SQLError.self) { try store.list(Manifest(entries: entries), name: "m") }?.message
    }
    #expect(
      message([.init(url: "s3://b/x"), .init(url: "s3://b/z")]) == "Mandatory url is not present in manifest file.")
    #expect(message([.init(url: "s3://b/z", isMandatory: false)]) == "None of the urls in the manifest file exists")
    let optional = Manifest(entries: [.init(url: "s3://b/z", isMandatory: false), .init(url: "s3://b/x")])
    #expect(try store.list(optional, name: "m").count == 1)
    // A prefix is no object.
    #expect(message([.init(url: "s3://b/")]) == "Mandatory url is not present in manifest file.")
    let prefix = #expect(throws: SQLError.self) { try store.manifest(at: Location("s3://b/")) }
    #expect(prefix?.message == "COPY with MANIFEST parameter requires full path of an S3 object.")
    let missing = #expect(throws: SQLError.self) { try store.manifest(at: Location("s3://b/m")) }
    #expect(missing?.message.hasPrefix("Problem reading manifest file - S3ServiceException:The specified key") == true)
  }
}
