import Formats
import Foundation
import ObjectStore
import SQLTypes
import Scheduling
import TestSupport
import Testing

@Suite struct LocalStoreTests {
  private func keys(_ folder: TemporaryFolder, _ location: String) throws -> [String] {
    try LocalStore(s3Root: folder.path).find(Location(location)).map { String($0.name.dropFirst("s3://b/".count)) }
  }

  @Test func prefixMeansWhatS3Means() throws {
    let folder = try TemporaryFolder()
    for key in ["log/a.json", "log/b/c.json", "log_old/d.json", "log.txt", "lo", "other/log/x", "log/.hidden"] {
      try folder.write("b/" + key)
    }
    #expect(
      try keys(folder, "s3://b/log") == ["log.txt", "log/.hidden", "log/a.json", "log/b/c.json", "log_old/d.json"])
    #expect(try keys(folder, "s3://b/log/") == ["log/.hidden", "log/a.json", "log/b/c.json"])
    #expect(try keys(folder, "s3://b/log/b") == ["log/b/c.json"])
    #expect(try keys(folder, "s3://b/log/a.json") == ["log/a.json"])
    #expect(try keys(folder, "s3://b/lo").count == 6)
    #expect(try keys(folder, "s3://b/").count == 7)
    #expect(try keys(folder, "s3://b").count == 7)
    #expect(try keys(folder, "s3://b/log/.") == ["log/.hidden"])
    for nothing in ["log/z", "lo/", "log/a.json/", "nowhere/x", "log//a", "log/./a", "log/../lo", "../b/lo", "/log"] {
      #expect(try keys(folder, "s3://b/" + nothing) == [])
    }
  }

  @Test func keysMayHaveEmptySteps() throws {
    let folder = try TemporaryFolder()
    let files = ["logs/.localshift-object", "logs/.localshift-step/a", "logs/a", "logs-x", ".localshift-step/x"]
    for file in files { try folder.write("b/" + file) }
    #expect(try keys(folder, "s3://b/") == ["/x", "logs-x", "logs/", "logs//a", "logs/a"])
    #expect(try keys(folder, "s3://b/logs/") == ["logs/", "logs//a", "logs/a"])
    #expect(try keys(folder, "s3://b/logs//") == ["logs//a"])
    #expect(try keys(folder, "s3://b/logs/.") == [])
    let store = LocalStore(s3Root: folder.path)
    for key in ["/x", "logs/", "logs//a"] {
      #expect(try store.object(at: Location("s3://b/" + key))?.name == "s3://b/" + key)
    }
    for key in ["", "/", "logs//", "logs/.localshift-object", "logs/.localshift-step/a", "logs/../logs/a"] {
      #expect(try store.object(at: Location("s3://b/" + key)) == nil)
    }
    // A path is a path.
    #expect(try store.find(.path(folder.path + "/b/logs")).count == 3)
  }

  /// Buckets take what COPY finds, and give it back.
  @Test func keysWithEmptyStepsAreWritten() throws {
    let folder = try TemporaryFolder()
    let buckets = BucketFolder(folder.path)
    try buckets.makeBucket("steps")
    let keys = ["/x", "logs/", "logs//a", "logs/a"]
    for key in keys {
      let file = try buckets.makeFile()
      try file.append(Array(key.utf8))
      try buckets.put(file.finish(), "steps", key)
    }
    #expect(try buckets.objects("steps", prefix: "").map(\.key) == keys)
    #expect(try buckets.object("steps", "logs/")?.open().size == 5)
    let file = try buckets.makeFile()
    #expect(throws: SQLError.self) { try buckets.put(file.finish(), "steps", "logs/.localshift-object") }
    for key in keys {
      try buckets.remove("steps", key)
      #expect(try buckets.object("steps", key) == nil)
    }
    #expect(try buckets.removeBucket("steps"))
  }

  /// Full keys in byte order, against a sort of what is there.
  @Test func keysComeInByteOrder() throws {
    let folder = try TemporaryFolder()
    let names = ["a", "a-b", "a.b", "a0", "a_b", "é", "Z", "b b", "~"]
    for name in names {
      try folder.write("b/\(name)/x")
      try folder.write("b/\(name)/x.y/z")
      try folder.write("b/\(name).txt")
    }
    let found = try keys(folder, "s3://b/")
    #expect(found.count == 27)
    #expect(found == found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    for threads in 1...3 {
      let pool = WorkerPool(threads: threads)
      for prefix in ["", "a", "a/x.y/", "Z.txt"] {
        let location = try Location("s3://b/" + prefix)
        let store = LocalStore(s3Root: folder.path)
        #expect(try store.list(location, on: pool).map(\.name) == store.list(location).map(\.name))
      }
    }
  }

  @Test func linksAreFollowedButNotInCircles() throws {
    let folder = try TemporaryFolder()
    try folder.write("elsewhere/deep/x", "12345")
    try folder.write("b/real/y")
    try folder.link("b/linked", to: folder.path + "/elsewhere")
    try folder.link("b/file", to: folder.path + "/elsewhere/deep/x")
    try folder.link("b/real/up", to: "..")
    try folder.link("elsewhere/deep/back", to: folder.path + "/b/linked")
    try folder.link("b/dangling", to: "nothing")
    try folder.link("b/self", to: "self")
    #expect(try keys(folder, "s3://b/") == ["file", "linked/deep/x", "real/y"])
    #expect(try LocalStore(s3Root: folder.path).find(Location("s3://b/file")).map(\.size) == [5])
  }

  @Test func emptyObjectsAndOddNamesAreListed() throws {
    let folder = try TemporaryFolder()
    try folder.write("b/empty", "")
    try folder.write("b/with \"quotes\"\nand lines", "abc")
    try folder.makeFolder("b/no objects here")
    let found = try LocalStore(s3Root: folder.path).list(Location("s3://b/"))
    #expect(found.map(\.size) == [0, 3])
  }

  @Test func plainPaths() throws {
    let folder = try TemporaryFolder()
    for key in ["d/a.json", "d/a.json.bak", "d/e/f.json", "d2/g"] { try folder.write(key) }
    func names(_ path: String) throws -> [String] {
      try LocalStore().find(Location(folder.path + "/" + path)).map { String($0.name.dropFirst(folder.path.count + 1)) }
    }
    #expect(try names("d/a.json") == ["d/a.json"])
    #expect(try names("d") == ["d/a.json", "d/a.json.bak", "d/e/f.json"])
    #expect(try names("d/") == ["d/a.json", "d/a.json.bak", "d/e/f.json"])
    #expect(try names("d/a") == ["d/a.json", "d/a.json.bak"])
    #expect(try names("d/e/../a.js") == ["d/e/../a.json", "d/e/../a.json.bak"])
    #expect(try names("d/x") == [])
    #expect(try names("nowhere/x") == [])
  }

  @Test func faultsAreWorded() throws {
    let folder = try TemporaryFolder()
    try folder.write("b/x")
    let none = #expect(throws: SQLError.self) { try LocalStore().find(Location("s3://b/x")) }
    #expect(none?.state == .featureNotSupported)
    #expect(none?.message == "reading s3:// without --s3-root is not supported yet")
    #expect(none?.hint != nil)
    let store = LocalStore(s3Root: folder.path)
    let missing = #expect(throws: SQLError.self) { try store.list(Location("s3://b/y/z")) }
    #expect(missing?.message == "The specified S3 prefix 'y/z' does not exist")
    #expect(missing?.state == .internalError && missing?.detail?.contains("8001") == true)
    let bucket = #expect(throws: SQLError.self) { try store.list(Location("s3://c/x")) }
    #expect(bucket?.hint?.contains("no folder") == true)
    let path = #expect(throws: SQLError.self) { try store.list(Location(folder.path + "/nothing")) }
    #expect(path?.state == .ioError && path?.message.hasSuffix("no such file or folder") == true)
  }

  @Test func readsObjects() throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try folder.write("b/x", bytes)
    let object = try #require(try LocalStore(s3Root: folder.path).object(at: Location("s3://b/x")))
    #expect(object.name == "s3://b/x")
    let buffer = InputBuffer(capacity: 10)
    try object.readWhole(into: buffer)
    #expect(Array(buffer.bytes) == bytes)
    let reader = try object.open()
    var part = [UInt8](repeating: 0, count: 1000)
    let count = try part.withUnsafeMutableBytes { try reader.read(into: $0, at: 199_500) }
    #expect(count == 500 && Array(part[..<500]) == Array(bytes[199_500...]))
    #expect(try part.withUnsafeMutableBytes { try reader.read(into: $0, at: 300_000) } == 0)
    var stream = reader.stream(from: 100)
    buffer.count = 0
    buffer.reserve(300_000)
    #expect(try stream.fill(buffer) == false)
    #expect(Array(buffer.bytes) == Array(bytes[100...]))
  }

  @Test func readsWhatGrewOrShrankSinceTheListing() throws {
    let folder = try TemporaryFolder()
    try folder.write("b/x", "12345")
    let object = try LocalStore(s3Root: folder.path).list(Location("s3://b/x"))[0]
    let buffer = InputBuffer(capacity: 1)
    for text in [String(repeating: "y", count: 100_000), "123", "", "12345"] {
      try folder.write("b/x", text)
      try object.readWhole(into: buffer)
      #expect(buffer.bytes.elementsEqual(text.utf8))
    }
    try FileManager.default.removeItem(atPath: folder.path + "/b/x")
    let gone = #expect(throws: SQLError.self) { try object.readWhole(into: buffer) }
    #expect(gone?.message == "could not read \"s3://b/x\": no such file or folder")
  }

  @Test func manyFilesListFast() throws {
    let folder = try TemporaryFolder()
    for number in 0..<3000 { try folder.write("b/\(number % 50)/f\(number)") }
    let clock = ContinuousClock()
    var count = 0
    let time = try clock.measure { count = try LocalStore(s3Root: folder.path).list(Location("s3://b/")).count }
    #expect(count == 3000)
    #expect(time < .seconds(1), "\(time)")
  }
}
