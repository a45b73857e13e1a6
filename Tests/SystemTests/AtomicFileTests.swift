import System
import TestSupport
import Testing

@Suite struct AtomicFileTests {
  @Test func appearsWhole() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", "old")
    let file = try AtomicFile(path: folder.path + "/x")
    try file.append("new ")
    try file.append("text")
    #expect(try folder.read("x") == "old")
    try file.commit()
    #expect(try folder.read("x") == "new text")
    #expect(folder.names == ["x"])
  }

  @Test func leavesNothingWhenDropped() throws {
    let folder = try TemporaryFolder()
    do {
      let file = try AtomicFile(path: folder.path + "/x")
      try file.append("half")
      #expect(folder.names.count == 1)
    }
    #expect(folder.names == [])
  }

  @Test func reportsWhereItCannotWrite() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: FileError.self) { try AtomicFile(path: folder.path + "/no/x") }
    #expect(error?.description == "could not write \"\(folder.path)/no/x\": no such file or folder")
    #expect(throws: FileError.self) { try AtomicFile.write("x", to: "/dev/full/x") }
  }
}
