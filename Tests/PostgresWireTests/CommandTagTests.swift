import PostgresWire
import Testing

@Suite struct CommandTagTests {
  @Test(
    arguments: [
      ("SELECT", 5, "SELECT"), ("INSERT", 3, "INSERT 0 3"), ("UPDATE", 0, "UPDATE 0"), ("DELETE", 7, "DELETE 7"),
      ("MOVE", 2, "MOVE 2"), ("COPY", 9, "COPY"), ("UNLOAD", 9, "UNLOAD"), ("CREATE TABLE", nil, "CREATE TABLE"),
    ] as [(String, Int?, String)]) func wordsAndCounts(_ words: String, _ count: Int?, _ text: String)
  {
    #expect(CommandTag(words, rowCount: count).text == text)
  }
}
