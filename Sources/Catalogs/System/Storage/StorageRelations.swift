import SQLTypes

/// Where the space goes: SVV_DISKUSAGE and STV_BLOCKLIST a block a row, STV_PARTITIONS and STV_NODE_STORAGE_CAPACITY as
/// a whole.
/// https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_DISKUSAGE.html
extension SystemRelation {
  static let storageRelations = [diskUsage, blockList, partitions, nodeCapacity, transientTables]

  private static let diskUsage = SystemRelation("svv_diskusage", rows: \.storedBlocks) {
    SystemColumn.constant("db_id", .integer, ObjectID.firstOfUsers)
    SystemColumn("name", .char(72)) { $0.table.definition.name.name }
    SystemColumn.slice()
    SystemColumn("col", .integer) { $0.column.index }
    SystemColumn("tbl", .integer) { $0.table.id }
    SystemColumn("blocknum", .integer) { $0.number }
    SystemColumn("num_values", .integer) { $0.values }
    StoredBlock.bounds
    StoredBlock.states
  }

  private static let blockList = SystemRelation("stv_blocklist", rows: \.storedBlocks) {
    SystemColumn.slice()
    SystemColumn("col", .integer) { $0.column.index }
    SystemColumn("tbl", .integer) { $0.table.id }
    SystemColumn("blocknum", .integer) { $0.number }
    SystemColumn("num_values", .integer) { $0.values }
    SystemColumn.constant("extended_limits", .integer, 0)
    StoredBlock.bounds
    StoredBlock.states
    SystemColumn.constant("num_readers", .integer, 0)
    SystemColumn.constant("flags", .integer, 0)
  }

  private static let partitions = SystemRelation("stv_partitions", rows: \.usedSpace) {
    SystemColumn.constant("owner", .integer, 0)
    SystemColumn.constant("host", .integer, 0)
    SystemColumn.constant("diskno", .integer, 0)
    SystemColumn.constant("part_begin", .bigint, 0)
    SystemColumn.unknown("part_end", .bigint)
    SystemColumn("used", .integer) { $0 }
    SystemColumn.constant("tossed", .integer, 0)
    capacity
    SystemColumn.unknown("reads", .bigint)
    SystemColumn.unknown("writes", .bigint)
    SystemColumn.constant("seek_forward", .integer, 0)
    SystemColumn.constant("seek_back", .integer, 0)
    SystemColumn.constant("is_san", .integer, 0)
    SystemColumn.constant("failed", .integer, 0)
    SystemColumn.unknown("mbps", .integer)
    SystemColumn.unknown("mount", .char(256))
  }

  private static let nodeCapacity = SystemRelation("stv_node_storage_capacity", rows: \.usedSpace) {
    SystemColumn.constant("node", .integer, 0)
    SystemColumn("used", .integer) { $0 }
    capacity
  }

  /// What the process may take of the machine's memory, in megabytes.
  @SystemColumnBuilder<Int>
  private static var capacity: [SystemColumn<Int>] {
    SystemColumn("capacity", .integer) { _ in StoredColumn.capacity }
  }

  private static let transientTables = SystemRelation(
    empty: "stv_tbl_trans",
    [
      "slice": .integer, "id": .integer, "rows": .bigint, "size": .bigint, "query_id": .bigint, "ref_cnt": .integer,
      "from_suspended": .integer, "prep_swap": .integer,
    ])
}

extension StoredBlock {
  @SystemColumnBuilder<StoredBlock>
  fileprivate static var bounds: [SystemColumn<StoredBlock>] {
    SystemColumn("minvalue", .bigint) { $0.bounds?.lowerBound }
    SystemColumn("maxvalue", .bigint) { $0.bounds?.upperBound }
  }

  /// Blocks are in memory, and whole.
  @SystemColumnBuilder<StoredBlock>
  fileprivate static var states: [SystemColumn<StoredBlock>] {
    SystemColumn.unknown("sb_pos", .integer)
    SystemColumn.constant("pinned", .integer, 0)
    SystemColumn.constant("on_disk", .integer, 0)
    SystemColumn.constant("modified", .integer, 0)
    SystemColumn.constant("hdr_modified", .integer, 0)
    SystemColumn("unsorted", .integer) { $0.table.isSorted ? 0 : 1 }
    SystemColumn.constant("tombstone", .integer, 0)
    SystemColumn.unknown("preferred_diskno", .integer)
    SystemColumn("temporary", .integer) { $0.table.definition.isTemporary ? 1 : 0 }
    SystemColumn.constant("newblock", .integer, 0)
  }
}

extension TableEntry {
  /// Whether all rows are in the order of the sort key.
  fileprivate var isSorted: Bool { version.sortedPrefix(definition.sortIndices) == version.rowCount }
}

extension SystemContext {
  /// Blocks of all tables, of one node.
  fileprivate var usedSpace: [Int] { [catalog.allTables.reduce(0) { $0 + $1.blockCount }] }
}
