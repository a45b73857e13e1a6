import System
import Testing

/// Nothing waits for the device where `--sync never` says so.
@Suite struct DurabilityTests {
  /// No file at all: asking the device about it fails, not asking does not.
  private let noFile: Int32 = -1

  @Test func neverAsksNoDevice() {
    defer { Durability.set(.always) }
    #expect(throws: SystemError.self) { try SystemCalls.synchronise(noFile) }
    Durability.set(.never)
    #expect(throws: Never.self) { try SystemCalls.synchronise(noFile) }
  }
}
