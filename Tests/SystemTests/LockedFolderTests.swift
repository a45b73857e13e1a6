import System
import TestSupport
import Testing

/// What a process that was killed leaves goes with the next one, and what another still holds stays.
@Suite struct LockedFolderTests {
  @Test func onlyWhatNobodyHoldsIsAbandoned() throws {
    let folder = try TemporaryFolder()
    let path = FilePath(folder.path).appending("x")
    let held = try LockedFolder(beside: path, kind: "scratch")
    // Its lock goes with the object, as it does with a process; the folder stays.
    let left = try LockedFolder(beside: path, kind: "scratch").folder
    try left.appending("in it").makeFolder()
    var found: [String] = []
    LockedFolder.visitAbandoned(beside: path, kind: "partial") { found.append($0.text) }
    #expect(found == [])
    LockedFolder.visitAbandoned(beside: path, kind: "scratch") {
      found.append($0.text)
      try? $0.removeAll()
    }
    #expect(found == [left.text])
    #expect(left.status == nil && held.folder.status != nil)
  }
}
