import Foundation
import ObjectStore
import SQLTypes
import TestSupport
import Testing

@Suite struct StagedFolderTests {
  private func export(_ target: String, _ text: String) throws {
    let staged = try StagedFolder(target: target)
    try staged.files.makeFolder("users")
    try staged.write(text, to: "users/part-0000.csv")
    try staged.write("{}", to: "users.manifest")
    try staged.write("COPY", to: "load.sql")
    try staged.commit()
  }

  @Test func appearsWholeAndIsReplacedWhole() throws {
    let folder = try TemporaryFolder()
    try export(folder.path + "/new/out", "1")
    #expect(try folder.read("new/out/users/part-0000.csv") == "1")
    try export(folder.path + "/new/out/", "2")
    #expect(try folder.read("new/out/users/part-0000.csv") == "2")
    #expect(
      folder.names
        == [
          "new", "new/out", "new/out/load.sql", "new/out/users", "new/out/users.manifest",
          "new/out/users/part-0000.csv",
        ])
  }

  @Test func leavesNothingWhenDropped() throws {
    let folder = try TemporaryFolder()
    do {
      let staged = try StagedFolder(target: folder.path + "/out")
      try staged.files.makeFolder("users")
      try staged.write("x", to: "users/part-0000.csv")
      #expect(!folder.names.contains("out") && !folder.names.isEmpty)
    }
    #expect(folder.names == [])
  }

  /// What a killed process left goes with the next export; what belongs to a living one, or to the user, stays.
  @Test func abandonedFoldersAreRemoved() throws {
    let folder = try TemporaryFolder()
    let own = [".out.partial", ".out.partial-1", ".out.partial-1-x", ".out.partial-1-2-3", ".other.partial-1-2"]
    for name in own + [".out.partial-4194399-1", ".out.partial-1-2"] { try folder.write(name + "/users/part-0000.csv") }
    let living = try StagedFolder(target: folder.path + "/out")
    try living.files.makeFolder("users")
    let left = folder.names.filter { !$0.contains("/") }
    #expect(left.count == own.count + 1 && left.filter(own.contains) == own.sorted())
    try export(folder.path + "/out", "1")
    #expect(try folder.read("out/users/part-0000.csv") == "1")
    try living.write("2", to: "users/part-0000.csv")
    try living.write("COPY", to: "load.sql")
    try living.commit()
    #expect(try folder.read("out/users/part-0000.csv") == "2")
    #expect(folder.names.filter { !$0.contains("/") } == (own + ["out"]).sorted())
  }

  /// Killed while it replaced a folder: before the new one took the name, after it did, while the old one was removed.
  @Test(arguments: [true, false]) func aFolderMovedAsideIsPutBackOrRemoved(_ isReplaced: Bool) throws {
    let folder = try TemporaryFolder()
    try export(folder.path + "/out", "1")
    let manager = FileManager.default
    if isReplaced {
      try manager.copyItem(atPath: folder.path + "/out", toPath: folder.path + "/.out.old-4194399-1")
    } else {
      try manager.moveItem(atPath: folder.path + "/out", toPath: folder.path + "/.out.old-4194399-1")
    }
    do {
      let next = try StagedFolder(target: folder.path + "/out")
      #expect(try folder.read("out/users/part-0000.csv") == "1")
      withExtendedLifetime(next) {}
    }
    #expect(folder.names.filter { !$0.contains("/") } == ["out"])
  }

  /// The lock of another machine need not be seen here: only what has long been left alone is removed.
  @Test func workOfOtherMachinesIsLeftAlone() throws {
    let folder = try TemporaryFolder()
    for name in [".out.partial-7-1@elsewhere", ".out.old-7-1@elsewhere", ".out.partial-7-2@elsewhere"] {
      try folder.write(name + "/users/part-0000.csv")
    }
    let long = [FileAttributeKey.modificationDate: Date(timeIntervalSinceNow: -2 * 86_400)]
    for path in ["/users/part-0000.csv", "/users", ""] {
      try FileManager.default.setAttributes(long, ofItemAtPath: folder.path + "/.out.partial-7-2@elsewhere" + path)
    }
    try export(folder.path + "/out", "1")
    #expect(
      folder.names.filter { !$0.contains("/") } == [".out.old-7-1@elsewhere", ".out.partial-7-1@elsewhere", "out"])
  }

  /// Pieces of any size make the file that one piece does: below, at and above the size of a block, many files at a
  /// time.
  @Test func piecesOfAnySize() throws {
    var random = SeededGenerator()
    let folder = try TemporaryFolder()
    let block = 1 << 20
    let sizes = [0, 1, 4095, block - 1, block, block + 1, 3 * block, 5 * block + 4097] + [random.below(4 * block)]
    let texts = sizes.map { size in (0..<size).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) } }
    let staged = try StagedFolder(target: folder.path + "/out")
    let files = try sizes.indices.map { try staged.files.make("part-\($0)") }
    for (file, text) in zip(files, texts) {
      var rest = text[...]
      while !rest.isEmpty {
        let piece = rest.prefix(1 + random.below(random.flag() ? 200 : 3 * block))
        try file.write(Array(piece))
        rest = rest.dropFirst(piece.count)
      }
      try file.finish()
      #expect(file.size == text.count)
    }
    try staged.commit()
    for (place, text) in texts.enumerated() { #expect(try folder.bytes("out/part-\(place)") == text) }
  }

  @Test func replacesAnEmptyFolder() throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("out")
    try export(folder.path + "/out", "1")
    #expect(try folder.read("out/load.sql") == "COPY")
  }

  @Test(arguments: [
    ["out/precious.txt"], ["out/load.sql", "out/precious.txt"], ["out/load.sql", "out/users/other.csv"],
    ["out/load.sql", "out/users/deep/part-0000.csv"], ["out"], ["out/users/part-0000.csv"],
  ])
  func refusesWhatNoExportWrote(files: [String]) throws {
    let folder = try TemporaryFolder()
    for file in files { try folder.write(file) }
    let before = folder.names
    let error = #expect(throws: SQLError.self) { try export(folder.path + "/out", "1") }
    #expect(error?.state == .ioError && error?.message.hasPrefix("will not replace") == true)
    #expect(folder.names == before)
  }

  @Test func linksAndDots() throws {
    let folder = try TemporaryFolder()
    try export(folder.path + "/./a/../out", "1")
    try folder.link("link", to: "out")
    try export(folder.path + "/link", "2")
    #expect(try folder.read("out/users/part-0000.csv") == "2")
    #expect(try folder.read("link/users/part-0000.csv") == "2")
    for target in [".", "..", "/", "a/..", ""] {
      let error = #expect(throws: SQLError.self) { try StagedFolder(target: target) }
      #expect(error?.message.contains("does not end in a name") == true)
    }
  }
}
