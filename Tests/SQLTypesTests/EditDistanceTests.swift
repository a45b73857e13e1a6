import SQLTypes
import Testing

@Suite struct EditDistanceTests {
  @Test(arguments: [
    ("cout", "count"), ("Coutn", "count"), ("ct", "cot"), ("summ", "sum"), ("lenght", "length"), ("xyz", nil),
    ("", nil),
  ])
  func nearestIsWhatBeginsAlikeTheLongest(_ name: String, _ wanted: String?) {
    #expect(EditDistance.nearest(to: name, among: ["cot", "count", "sum", "length"]) == wanted)
  }
}
