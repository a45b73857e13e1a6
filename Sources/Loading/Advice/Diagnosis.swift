import ObjectStore
import SQLTypes

/// Seeks what cures a complaint: the remedies that its code and bytes suggest are tried in turn on the file's first
/// records and on the refused one, and the first is told that lets it load and takes no row away.
///
///     1|NULL              in an INT column: is it a header? One cell of two is a value: no.
///                         NULL AS 'NULL': the record loads, no other is refused. That is the advice.
///     1|\N, then 2|NULL   NULL AS 'NULL' would refuse the first record: nothing is said of it.
final class Diagnosis {
  private let job: LoadJob
  private let setting: CopySetting
  private var samples: [Int: AdviceSample] = [:]
  private var outcomes: [Int: AdviceTrial.Outcome] = [:]
  /// Of the longest text of a file's column.
  private var widths: [Place: Int] = [:]
  /// Whether every file begins with a header line under these options.
  private var headers: [CopyOptions: Bool] = [:]

  /// Of changed settings: most complaints of a load are one and the same.
  private var trials: [Trial] = []

  private struct Trial {
    let object: Int
    let setting: CopySetting
    let key: String
    let outcome: AdviceTrial.Outcome?
  }

  private struct Place: Hashable {
    var object: Int
    var column: Int
  }

  /// So many files are asked whether they have a header.
  private static let headerFiles = 64

  init(_ job: LoadJob) {
    self.job = job
    setting = CopySetting(options: job.options, target: job.target)
  }

  /// nil where there is nothing to say that is sure to be right.
  func advice(for complaint: Complaint) -> String? {
    guard let sample = sample(complaint.object) else { return nil }
    let cause = Cause(complaint: complaint, sample: sample, setting: setting) { [self] in room(for: complaint, sample) }
    if let text = cause.format { return text }
    guard let before = before(complaint.object, sample) else { return cause.text }
    let isInSample = before.complaints.contains(complaint.key(setting.options.rules))
    var improvement: String?
    for remedy in cause.remedies {
      guard let changed = remedy.applied(to: setting, complaint) else { continue }
      for after in [changed, remedy.takesHeader ? withHeader(changed) : nil].compactMap({ $0 }) {
        switch effect(of: after, remedy, complaint, sample, before, isInSample: isInSample) {
        case .cure: return remedy.text(setting, after, complaint)
        case .improvement: improvement = improvement ?? remedy.text(setting, after, complaint)
        case .none: continue
        }
      }
    }
    return improvement ?? cause.text
  }

  /// Bytes of the longest text that the complaint's column is given in the sample and in the refused record.
  private func room(for complaint: Complaint, _ sample: AdviceSample) -> Int {
    guard let position = complaint.column, let field = complaint.field,
      let index = setting.target.loaded.first(where: { $0.position == position })?.fieldIndex
    else { return 0 }
    let place = Place(object: complaint.object, column: position)
    if let known = widths[place] { return max(field.count, known) }
    let text = setting.target.changing(position) { $0.type = .varchar(DataType.maximumVarcharLength) }
    let outcome = AdviceTrial(job, CopySetting(options: setting.options, target: text), only: index).run(sample)
    let width = outcome?.widest[index] ?? 0
    widths[place] = width
    return max(field.count, width)
  }

  private enum Effect { case cure, improvement, none }

  /// What a changed statement does to the complaint and to all other records.
  private func effect(
    of after: CopySetting, _ remedy: Remedy, _ complaint: Complaint, _ sample: AdviceSample,
    _ before: AdviceTrial.Outcome, isInSample: Bool
  ) -> Effect {
    let key = complaint.key(setting.options.rules)
    guard let found = outcome(of: after, complaint.object, sample, until: key), !found.complaints.contains(key) else {
      return .none
    }
    let skipped = after.options.headerLines - setting.options.headerLines
    if skipped > 0, !allHaveHeaders(after) { return .none }
    // The first record may be a header's line only where a header is skipped.
    if after.options.format != setting.options.format, case .json = after.options.format {
      // Records without a key that any column has load too, as NULLs.
      guard found.widest.contains(where: { $0 > 0 }) else { return .none }
    }
    guard found.rows >= before.rows, found.rows + found.refused > 0 || skipped > 0 else { return .none }
    if isInSample || remedy.isOfFile {
      guard found.refused < before.refused else { return .none }
      return found.refused == 0 ? .cure : .improvement
    }
    guard found.refused <= before.refused, !complaint.isCut else { return .none }
    let record = AdviceTrial(job, after).run(complaint.record)
    return record.refused == 0 && record.rows > 0 ? .cure : .none
  }

  private func outcome(
    of after: CopySetting, _ object: Int, _ sample: AdviceSample, until key: String
  ) -> AdviceTrial.Outcome? {
    if let known = trials.first(where: { $0.object == object && $0.key == key && $0.setting == after }) {
      return known.outcome
    }
    let outcome = AdviceTrial(job, after).run(sample, until: key)
    trials.append(Trial(object: object, setting: after, key: key, outcome: outcome))
    return outcome
  }

  private func withHeader(_ setting: CopySetting) -> CopySetting {
    var changed = setting
    changed.options.headerLines += 1
    return changed
  }

  /// Whether what the setting skips one line more of begins with a header, in all files that hold anything.
  private func allHaveHeaders(_ after: CopySetting) -> Bool {
    var plain = after
    plain.options.headerLines = setting.options.headerLines
    if let known = headers[plain.options] { return known }
    let full = job.objects.indices.filter { job.objects[$0].size > 0 }
    let trial = AdviceTrial(job, plain)
    let found = Spread.pick(Self.headerFiles, of: full).allSatisfy { number in
      guard let sample = sample(number) else { return false }
      defer { sample.forgetRecords() }
      return trial.run(sample).map { $0.first.isHeader && ($0.first.isSure || $0.rows > 0) } == true
    }
    headers[plain.options] = found
    return found
  }

  private func sample(_ object: Int) -> AdviceSample? {
    if let known = samples[object] { return known }
    // Files beyond the first few are asked for their headers only.
    let sample = try? AdviceSample(job.objects[object])
    samples[object] = sample
    return sample
  }

  private func before(_ object: Int, _ sample: AdviceSample) -> AdviceTrial.Outcome? {
    if let known = outcomes[object] { return known }
    let outcome = AdviceTrial(job, setting).run(sample)
    outcomes[object] = outcome
    return outcome
  }
}
