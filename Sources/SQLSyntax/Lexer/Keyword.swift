/// The words the grammar knows. Those up to `without` are reserved, as Redshift lists them: they need quotes to be
/// names.
///
/// Words of the guide's list that a cluster takes as names all the same (sqlfluff#2299, sqlparser-rs#2456) are free
/// here: `array`, `backup`, `bzip2`, `deflate`, `encode`, `explicit`, `gzip`, `interval`, `lzop`, `offline`, `oid`,
/// `timestamp` and `wallet`.
enum Keyword: String, CaseIterable, Sendable {
  case aes128, aes256, all, allowoverwrite, analyse, analyze, and, any, `as`, asc, authorization, az64
  case between, binary, blanksasnull, both, bytedict
  case `case`, cast, check, collate, column, constraint, create, credentials, cross
  case currentDate = "current_date"
  case currentTime = "current_time"
  case currentTimestamp = "current_timestamp"
  case currentUser = "current_user"
  case currentUserID = "current_user_id"
  case `default`, deferrable, defrag, delta, delta32k, desc, disable, distinct, `do`
  case `else`, emptyasnull, enable, encrypt, encryption, end, except
  case `false`, `for`, foreign, freeze, from, full
  case globaldict256, globaldict64k, grant, group, having
  case identity, ignore, ilike, `in`, initially, inner, intersect, into, `is`, isnull, join
  case leading, left, like, limit, localtime, localtimestamp, lun, luns, lzo
  case minus, mostly16, mostly32, mostly8, natural, new, not, notnull, null, nulls
  case off, offset, old, on, only, open, or, order, outer, overlaps
  case parallel, partition, percent, permissions, pivot, placing, primary
  case raw, readratio, recover, references, rejectlog, resort, respect, restore, right
  case select
  case sessionUser = "session_user"
  case similar, snapshot, some, sysdate, system
  case table, tag, tdes, text255, text32k, then, to, top, trailing, `true`, truncatecolumns
  case union, unique, unnest, unpivot, user, using, verbose, when, `where`, with, without

  case abort, add, alter, append, approximate, array, at, auto, backup, begin, boost, by, bzip2, call, cancel, cascade,
    char, character
  case close, columns, comment, commit, compound, compression, comprows, connect, convert, copy, cube, current, database
  case databases, datashare, day, deallocate, declare, defaults, deflate, delete, distkey, diststyle, double, drop,
    duplicates
  case encode, escape
  case exclude, excluding, execute, exists, explain, explicit, `extension`, external, extract, fetch, filltarget, first
  case following, function, functions, generated, grants, grouping, groups, gzip, hour, `if`, ignoreextra, include,
    including, index
  case insert, integration, interleaved, interval, isolation, job, key, language, last, lateral, level, library, listen
  case local, location, lock, lzop, masking
  case match, matched, materialized, merge, minute, mode, model, month, move, names, national, next, no, none, notify,
    offline
  case `operator`, over, owner, position, preceding, precision, predicate, prepare, prior, privileges, procedure,
    qualify
  case quarter, quota, range, read, recluster, recursive, refresh, reindex, release, remove, rename, replace, reset
  case restrict, revoke, rls, role, rollback, rollup, row, rows, savepoint, schema, schemas, second, sequence
  case serializable
  case session, set, sets, share, show, sort, sortkey, start, statement, stdin, substring, tables, temp, temporary
  case time, timestamp, transaction, trigger, trim, truncate, type, unbounded, unknown, unlisten, unload, update, use
  case vacuum, values, varying, view, wallet, window, within, work, write, year, yes, zone
  case tryCast = "try_cast"

  /// No word of the grammar.
  case unlisted = ""

  static let lastReserved = Keyword.without
}
