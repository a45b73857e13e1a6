import Columnar
import Planning
import SQLTypes

/// ROW_NUMBER, RANK, DENSE_RANK, NTILE, PERCENT_RANK and CUME_DIST (sql.md 2.10).
extension WindowFunctions {
  func ranks(_ arguments: [Column]) throws -> Column {
    switch call.function {
    case .percentRank, .cumeDist: try fractions()
    case .ntile: try tiles(arguments[0])
    default: try numbers()
    }
  }

  private func numbers() throws -> Column {
    let (function, layout, type) = (call.function, layout, call.type)
    // Row numbers are 32 bits long, and so no rank is longer.
    let numbers = try values(of: UInt32(0)) { partition, sink in
      if function == .rowNumber {
        for position in partition {
          sink.put(position, UInt32(truncatingIfNeeded: position - partition.lowerBound + 1))
        }
        return
      }
      let starts = layout.peerStarts(partition)
      var (rank, denseRank) = (0, 0)
      for position in partition {
        if starts[position - partition.lowerBound] {
          rank = position - partition.lowerBound + 1
          denseRank += 1
        }
        sink.put(position, UInt32(truncatingIfNeeded: function == .rank ? rank : denseRank))
      }
    }
    return Column(type, count: numbers.count, .packed(PackedIntegers(words: numbers, upTo: numbers.count)))
  }

  /// PERCENT_RANK is (rank - 1) / (rows - 1), CUME_DIST the share of rows up to the last peer.
  private func fractions() throws -> Column {
    let (isCumulative, layout, type) = (call.function == .cumeDist, layout, call.type)
    return try column(of: 0.0) { values, _ in
      Column(type, doubles: values)
    } _: { partition, sink in
      let starts = layout.peerStarts(partition)
      var first = 0
      while first < starts.count {
        let end = starts[(first + 1)...].firstIndex(of: true) ?? starts.count
        let value =
          isCumulative ? Double(end) / Double(starts.count) : Double(first) / Double(max(1, starts.count - 1))
        for offset in first..<end { sink.put(partition.lowerBound + offset, value) }
        first = end
      }
    }
  }

  /// Buckets whose sizes differ by one at most, the larger ones first. The count is that of the partition's first row.
  private func tiles(_ counts: Column) throws -> Column {
    let (rows, type) = (layout.partitions.rows, call.type)
    return try column(of: Int64(0)) { values, validity in
      Column(type, ints: values, validity: validity)
    } _: { partition, sink in
      guard case .int(let tiles) = counts.value(Int(rows[partition.lowerBound])) else { return }
      guard tiles > 0 else { throw SQLError(.invalidParameter, "argument of ntile must be greater than zero") }
      let (size, extra) = Int64(partition.count).quotientAndRemainder(dividingBy: tiles)
      let large = extra * (size + 1)
      for position in partition {
        let offset = Int64(position - partition.lowerBound)
        sink.put(position, offset < large ? offset / (size + 1) + 1 : extra + (offset - large) / size + 1)
      }
    }
  }

  /// RATIO_TO_REPORT: the share of the partition's sum.
  func ratios(_ arguments: [Column]) throws -> Column {
    let column = arguments[0].expanded
    guard case .doubles(let values) = column.storage else {
      throw SQLError.notSupported("RATIO_TO_REPORT of this type")
    }
    let (rows, type) = (layout.partitions.rows, call.type)
    return try self.column(of: 0.0) { values, validity in
      Column(type, doubles: values, validity: validity)
    } _: { partition, sink in
      let present = partition.filter { column.validity[Int(rows[$0])] }
      let sum = present.reduce(0) { $0 + values[Int(rows[$1])] }
      if sum == 0 && !present.isEmpty { throw SQLError(.divisionByZero, "division by zero") }
      for position in present { sink.put(position, values[Int(rows[position])] / sum) }
    }
  }
}
