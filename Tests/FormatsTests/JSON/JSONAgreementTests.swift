import Formats
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The mapper against `JSONReference` on random files, whole and in chunks. A failure prints its seed.
/// A hundred rounds, or 5,000 in a long run, or as many as `LOCALSHIFT_FUZZ_ROUNDS` says.
@Suite struct JSONAgreementTests {
  static let rounds =
    getenv("LOCALSHIFT_FUZZ_ROUNDS").flatMap { UInt64(String(cString: $0)) }
    ?? UInt64(LongRun.count(100, long: 5_000))

  @Test(arguments: 0..<UInt64(6))
  func `predictions and vectors change no answer`(start: UInt64) {
    for round in 0..<Self.rounds {
      let seed = start * 1_000_000 + round
      var samples = JSONSamples(seed: seed)
      let mapping = samples.pick(JSONSamples.mappings)
      // One mapper for several files: what it remembers of one must not show in the next.
      var mapper = JSONRecordMapper(mapping)
      for file in 0..<4 {
        let whole = samples.file()
        let bytes = file % 2 == 0 ? whole : samples.mutate(whole)
        let found = mapper.findings(bytes, hidden: samples.file())
        let expected = Findings(JSONReference(bytes, mapping))
        #expect(found == expected, "seed \(seed), file \(file): \(String(decoding: bytes, as: UTF8.self))")
        if found != expected { return }
      }
    }
  }

  @Test(arguments: 0..<UInt64(4))
  func `chunks change no answer`(start: UInt64) {
    for round in 0..<Self.rounds / 2 {
      let seed = start * 1_000_000 + round + 500_000
      var samples = JSONSamples(seed: seed)
      let mapping = samples.pick(JSONSamples.mappings)
      let bytes = round % 3 == 0 ? samples.mutate(samples.file()) : samples.file()
      let mapper = JSONRecordMapper(mapping)
      let expected = Findings(JSONReference(bytes, mapping))
      #expect(mapper.findings(bytes) { 1 } == expected, "seed \(seed), byte by byte")
      #expect(mapper.findings(bytes) { Int.random(in: 1...40, using: &samples.random) } == expected, "seed \(seed)")
    }
  }

  @Test func `random bytes crash nothing`() {
    for seed in 0..<Self.rounds * 10 {
      var random = SeededGenerator(seed: seed)
      let bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
        UInt8.random(in: .min ... .max, using: &random)
      }
      let mapping = JSONSamples.mappings[Int(seed % 6)]
      var mapper = JSONRecordMapper(mapping)
      #expect(
        mapper.findings([0x7b, 0x22] + bytes) == Findings(JSONReference([0x7b, 0x22] + bytes, mapping)), "seed \(seed)")
    }
  }
}
