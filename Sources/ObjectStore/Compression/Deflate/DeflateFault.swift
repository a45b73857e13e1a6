/// What can be wrong with deflated data and the gzip member around it, in the words that zlib has for it and that
/// people look for.
enum DeflateFault: String, Error {
  case header = "incorrect header check"
  case method = "unknown compression method"
  case flags = "unknown header flags set"
  case headerChecksum = "header crc mismatch"
  case blockType = "invalid block type"
  case storedLengths = "invalid stored block lengths"
  case symbolCount = "too many length or distance symbols"
  case codeLengthCodes = "invalid code lengths set"
  case codeLengthRepeat = "invalid bit length repeat"
  case noEndOfBlock = "invalid code -- missing end-of-block"
  case lengthCodes = "invalid literal/lengths set"
  case distanceCodes = "invalid distances set"
  case lengthCode = "invalid literal/length code"
  case distanceCode = "invalid distance code"
  case distance = "invalid distance too far back"
  case checksum = "incorrect data check"
  case size = "incorrect length check"
}
