/// Something that happened to a cluster or a snapshot (AWS documentation, Amazon Redshift event notifications).
package struct WarehouseEvent: Sendable {
  /// What happens; `id` is nil where Redshift's number for it is not known.
  struct Kind {
    let id: String?
    let source: String
    let category: String
    let words: String
  }

  /// Who it happened to, in `words` of a kind.
  static let placeholder = "[name]"

  package var source: String
  package var sourceType: String
  package var id: String?
  package var message: String
  package var category: String
  /// Microseconds since 1970.
  package var time: Int64

  init(_ kind: Kind, _ source: String, time: Int64) {
    self.source = source
    sourceType = kind.source
    id = kind.id
    message = kind.words.replacing(Self.placeholder, with: source)
    category = kind.category
    self.time = time
  }

  var shown: CloudValue {
    .members([
      "SourceIdentifier": .text(source), "SourceType": .text(sourceType), "Message": .text(message),
      "EventCategories": .list("EventCategory", [.text(category)]), "Severity": "INFO", "Date": .time(time),
      "EventId": id.map { .text($0) },
    ])
  }
}

extension WarehouseEvent.Kind {
  static let created = Self(
    id: "REDSHIFT-EVENT-2000", source: "cluster", category: "management",
    words: "Amazon Redshift cluster '[name]' has been created and is ready for use.")
  static let deleted = Self(
    id: "REDSHIFT-EVENT-2001", source: "cluster", category: "management",
    words: "Amazon Redshift cluster '[name]' was deleted.")
  static let resized = Self(
    id: nil, source: "cluster", category: "management",
    words: "The resize of your Amazon Redshift cluster '[name]' is complete.")
  static let renamed = Self(
    id: "REDSHIFT-EVENT-2013", source: "cluster", category: "management",
    words: "Amazon Redshift cluster '[name]' was renamed.")
  static let rebooted = Self(
    id: nil, source: "cluster", category: "monitoring",
    words: "Amazon Redshift cluster '[name]' was rebooted.")
  static let modified = Self(
    id: nil, source: "cluster", category: "management", words: "Amazon Redshift cluster '[name]' was modified.")
  static let paused = Self(
    id: nil, source: "cluster", category: "management", words: "Amazon Redshift cluster '[name]' was paused.")
  static let resumed = Self(
    id: nil, source: "cluster", category: "management", words: "Amazon Redshift cluster '[name]' was resumed.")
  static let restored = Self(
    id: nil, source: "cluster", category: "management",
    words: "Amazon Redshift cluster '[name]' was restored from a snapshot and is ready for use.")
  static let snapshotCreated = Self(
    id: nil, source: "cluster-snapshot", category: "management",
    words: "Amazon Redshift snapshot '[name]' was created.")
  static let snapshotDeleted = Self(
    id: nil, source: "cluster-snapshot", category: "management", words: "Amazon Redshift snapshot '[name]' was deleted."
  )

  static let all = [
    created, deleted, resized, renamed, rebooted, modified, paused, resumed, restored, snapshotCreated, snapshotDeleted,
  ]
}

extension CloudContext {
  /// Remembers what happened, for DescribeEvents; the oldest events go where there are too many.
  mutating func note(_ kind: WarehouseEvent.Kind, _ source: String) {
    state.warehouse.events.append(WarehouseEvent(kind, source, time: time))
    let surplus = state.warehouse.events.count - WarehouseState.mostEvents
    if surplus > 0 { state.warehouse.events.removeFirst(surplus) }
  }
}
