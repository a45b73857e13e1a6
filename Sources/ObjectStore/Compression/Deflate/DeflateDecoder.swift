/// Inflates deflated data (RFC 1951), piece by piece: what `input` holds in the order of the pieces.
///
/// **What it gains.** Large gzip objects are read while they are inflated, which libdeflate cannot do and zlib does at
/// a third of its speed; see `DeflateDecoder+Symbols.swift`.
///
/// **Why the answer is the same.** Every step is checked, in zlib's order and with its words. A step is made whole or
/// not at all: where the input ends within one, the rest of the piece is to be given again with more behind it.
struct DeflateDecoder: ~Copyable {
  enum Stop {
    /// The rest of the input is to be given again, with more behind it.
    case needsInput
    case windowFull
    case end
  }

  private enum State {
    case betweenBlocks
    /// So many bytes of a stored block are left.
    case stored(Int)
    case compressed
  }

  var codes = DeflateCodes()
  private var state = State.betweenBlocks
  private var isLastBlock = false
  /// Of the byte that the last piece ended in: up to seven bits.
  private var (bits, bitCount): (UInt64, UInt64) = (0, 0)

  mutating func start() {
    state = .betweenBlocks
    isLastBlock = false
    (bits, bitCount) = (0, 0)
  }

  /// Goes on with `input` until it is used up, the window is full or the data ends; `taken` becomes how many bytes of
  /// it are done with, also where there is a fault.
  mutating func decode(
    _ input: UnsafeRawBufferPointer, into window: inout DeflateWindow, taken: inout Int
  ) throws(DeflateFault) -> Stop {
    guard !input.isEmpty else { return .needsInput }
    var reader = DeflateBits(input, behind: bits, count: bitCount)
    let stop = try decode(&reader, into: &window)
    reader.giveBack()
    (bits, bitCount) = (reader.bits, reader.count)
    taken = input.count - reader.bytesLeft
    return stop
  }

  private mutating func decode(
    _ reader: inout DeflateBits, into window: inout DeflateWindow
  ) throws(DeflateFault) -> Stop {
    while true {
      switch state {
      case .betweenBlocks:
        if isLastBlock {
          reader.alignToByte()
          return .end
        }
        var ahead = reader
        guard try startBlock(&ahead) else { return .needsInput }
        reader = ahead
      case .stored(0): state = .betweenBlocks
      case .stored(let left):
        if window.isFull { return .windowFull }
        let bytes = reader.takeBytes(min(left, window.limit - window.next))
        if bytes.isEmpty { return .needsInput }
        window.append(bytes)
        state = .stored(left - bytes.count)
      case .compressed:
        if let stop = try decodeSymbols(&reader, &window) { return stop }
        state = .betweenBlocks
      }
    }
  }

  /// Reads a block's header, whole; false where the input ends before.
  private mutating func startBlock(_ reader: inout DeflateBits) throws(DeflateFault) -> Bool {
    guard let header = reader.take(3) else { return false }
    switch header >> 1 {
    case 0:
      reader.alignToByte()
      guard let length = reader.take(16), let complement = reader.take(16) else { return false }
      guard length == complement ^ 0xffff else { throw .storedLengths }
      reader.giveBack()
      state = .stored(length)
    case 1:
      codes.setFixed()
      state = .compressed
    case 2:
      guard try codes.read(&reader) else { return false }
      state = .compressed
    default: throw .blockType
    }
    isLastBlock = header & 1 != 0
    return true
  }
}
