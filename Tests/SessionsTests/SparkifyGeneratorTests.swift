import Foundation
import SQLTypes
import SampleData
import Scheduling
import TestSupport
import Testing

@Suite struct SparkifyGeneratorTests {
  private static let fixture = SparkifyOptions(events: 500, songs: 90, seed: 3, users: 40)

  @Test func makesTheFixture() throws {
    let wanted = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Fixtures/sparkify/s3")
    try withTemporaryFolder { folder in
      try SparkifyGenerator(Self.fixture).write(to: folder.path)
      let made = try contents(of: folder)
      #expect(try made == contents(of: wanted.standardized))
    }
  }

  @Test func threadsDoNotMatter() throws {
    var options = SparkifyOptions(events: 3000, songs: 700, seed: 11, songsPerFile: 7, eventsPerFile: 25)
    options.hasOddities = false
    let made = try [1, 4].map { threads in
      try withTemporaryFolder { folder in
        try SparkifyGenerator(options).write(to: folder.path, on: WorkerPool(threads: threads))
        return try contents(of: folder)
      }
    }
    #expect(made[0] == made[1])
    #expect(made[0].keys.contains("udacity-dend/log_data/2018/11/2018-11-01-events-0002.json"))
    #expect(made[0].keys.filter { $0.contains("/song_data/") }.count == 100)
  }

  @Test func everyLineIsAnEvent() throws {
    try withTemporaryFolder { folder in
      try SparkifyGenerator(Self.fixture).write(to: folder.path)
      let files = try contents(of: folder).filter { $0.key.contains("/log_data/") }.sorted { $0.key < $1.key }
      let lines = files.flatMap { $0.value.split(separator: 0x0a) }
      let events = try lines.map { try #require(JSONSerialization.jsonObject(with: $0) as? [String: Any]) }
      #expect(events.count == 500)
      #expect(events.allSatisfy { $0.count == 18 })
      let times = try events.map { try #require($0["ts"] as? Int) }
      #expect(times == times.sorted())
      #expect(events.contains { $0["userId"] as? String == "" && $0["auth"] as? String == "Logged Out" })
    }
  }

  @Test(arguments: [
    SparkifyOptions(events: -1), SparkifyOptions(songs: -1), SparkifyOptions(songsPerFile: 0),
    SparkifyOptions(eventsPerFile: 0), SparkifyOptions(users: 0), SparkifyOptions(matchPercent: 101),
  ])
  func refusesNumbersOutOfRange(_ options: SparkifyOptions) throws {
    try withTemporaryFolder { folder in
      let error = try #require(throws: SQLError.self) { try SparkifyGenerator(options).write(to: folder.path) }
      #expect(error.state == .invalidParameter)
      let left = try contents(of: folder)
      #expect(left.isEmpty)
    }
  }

  private func withTemporaryFolder<T>(_ body: (URL) throws -> T) throws -> T {
    let folder = try TemporaryFolder()
    return try withExtendedLifetime(folder) { try body(URL(filePath: folder.path)) }
  }

  /// Every file below a folder, by its path from there.
  private func contents(of folder: URL) throws -> [String: Data] {
    var found: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let file = folder.appending(path: name)
      guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
      found[name] = try Data(contentsOf: file)
    }
    return found
  }
}
