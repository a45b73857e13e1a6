import Catalogs

/// What may make an operator slow on a cluster, in the words and by the limits that AWS documents.
/// https://docs.aws.amazon.com/redshift/latest/dg/r_STL_ALERT_EVENT_LOG.html
extension PlanNode {
  /// More rows than this are many to move between nodes.
  private static let manyRows = 1_000_000
  /// Of the rows that a scan reads, a filter should leave more than one in so many.
  private static let selectiveRatio = 20

  /// `unanalyzed`: ids of tables without statistics.
  func alerts(segment: Int, step: Int, unanalyzed: Set<Int>) -> [QueryAlert] {
    [nestedLoop, selectiveFilter, movement, missingStatistics(unanalyzed)].compactMap(\.self).map { event, solution in
      QueryAlert(segment: segment, step: step, event: event, solution: solution)
    }
  }

  private func missingStatistics(_ unanalyzed: Set<Int>) -> (String, String)? {
    guard step == .scan, let table, unanalyzed.contains(table.id) else { return nil }
    return ("Missing query planner statistics", "Run the ANALYZE command")
  }

  private var nestedLoop: (String, String)? {
    guard step == .nestedLoop else { return nil }
    return ("Nested Loop Join in the query plan", "Review the join predicates to avoid Cartesian products")
  }

  private var selectiveFilter: (String, String)? {
    guard step == .scan, table != nil, let read = rowsBeforeFilter, let kept = profile?.rows,
      kept * Self.selectiveRatio < read
    else { return nil }
    let millionths = String(1_000_000 + kept * 1_000_000 / read).dropFirst()
    return (
      "Very selective query filter:ratio=rows(\(kept))/rows_pre_user_filter(\(read))=0.\(millionths)",
      "Review the choice of sort key to enable range restricted scans, or run the VACUUM command to ensure the table is sorted"
    )
  }

  private var movement: (String, String)? {
    guard let distribution, let outer = children.first?.profile?.rows,
      let inner = children.dropFirst().first?.children.first?.profile?.rows ?? children.dropFirst().first?.profile?.rows
    else { return nil }
    switch distribution {
    case "DS_DIST_ALL_INNER":
      return (
        "DS_DIST_ALL_INNER for \(title.hasPrefix("Nested") ? "Nested Loop" : "Hash") Join in the query plan",
        "Review the choice of distribution key to distribute the inner table"
      )
    case "DS_BCAST_INNER" where inner > Self.manyRows:
      return (
        "Broadcasted a large number of rows across the network",
        "Review the choice of distribution key to collocate the join and consider using distributed tables"
      )
    case "DS_DIST_INNER" where inner > Self.manyRows, "DS_DIST_OUTER" where outer > Self.manyRows,
      "DS_DIST_BOTH" where inner + outer > Self.manyRows:
      return (
        "Distributed a large number of rows across the network",
        "Review the choice of distribution key to collocate the join or aggregation"
      )
    default: return nil
    }
  }
}
