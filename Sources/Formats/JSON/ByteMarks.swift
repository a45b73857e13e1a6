#if arch(x86_64) && canImport(_Builtin_intrinsics.intel.sse2)
  private import _Builtin_intrinsics.intel.sse2
#endif

/// Sixteen bytes compared at once.
///
/// Compare vector with vector, both of this type by name: with a scalar, or with a type left to inference, the compiler
/// takes the generic operators, which loop over the bytes and are thirty times slower.
package typealias ByteVector = SIMD16<UInt8>

/// What a comparison of sixteen bytes found, as one bit a byte, the first byte's lowest.
///
/// **What it gains.** The offset of the first mark is one count of zeros, marks of neighbouring vectors are put
/// together by a shift, and which bytes lie before a mark is a subtraction: no branch, where two words of whole bytes
/// need one. x86-64 has an instruction for it since 2003, which the toolchain's own module of intrinsics names;
/// elsewhere two multiplications gather the bits.
package enum ByteMarks {
  @inline(__always)
  static func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> UInt32 { signBits(unsafeBitCast(mask, to: ByteVector.self)) }

  /// The quotes, backslashes, control characters and bytes from 0x80 up, which as signed numbers are below zero.
  @inline(__always)
  static func textEnds(_ bytes: ByteVector) -> UInt32 {
    let signed = unsafeBitCast(bytes, to: SIMD16<Int8>.self)
    return bits(
      bytes .== ByteVector(repeating: UInt8(ascii: "\"")) .| bytes .== ByteVector(repeating: UInt8(ascii: "\\"))
        .| signed .< SIMD16<Int8>(repeating: 0x20))
  }

  /// The bytes from 0x80 up.
  @inline(__always)
  package static func signBits(_ bytes: ByteVector) -> UInt32 {
    #if arch(x86_64) && canImport(_Builtin_intrinsics.intel.sse2)
      UInt32(bitPattern: _mm_movemask_epi8(unsafeBitCast(bytes, to: SIMD2<Int64>.self)))
    #else
      gathered(bytes)
    #endif
  }

  /// The same by arithmetic: a multiplication puts the highest bit of byte `i` at bit `i` of the product's highest
  /// byte.
  @inline(__always)
  package static func gathered(_ bytes: ByteVector) -> UInt32 {
    let words = unsafeBitCast(bytes, to: SIMD2<UInt64>.self)
    return gathered(UInt64(littleEndian: words[0])) | gathered(UInt64(littleEndian: words[1])) << 8
  }

  @inline(__always)
  private static func gathered(_ word: UInt64) -> UInt32 {
    let highest = (word & 0x8080_8080_8080_8080) >> 7
    return UInt32(truncatingIfNeeded: (highest &* 0x0102_0408_1020_4080) >> 56)
  }
}
