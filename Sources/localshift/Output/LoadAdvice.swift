import Catalogs

/// A way out of a load error, by its code (copy.md 8.1).
enum LoadAdvice {
  static func text(for error: LoadError) -> String? {
    switch error.code {
    case 1202:
      "The record has more fields than the table has columns: check DELIMITER, or name the columns in the COPY."
    case 1204: "Make the column longer (lengths are bytes), or add TRUNCATECOLUMNS to cut the value."
    case 1205: "Give the dates' layout with DATEFORMAT, use DATEFORMAT 'auto', or ACCEPTANYDATE to load NULL."
    case 1206: "Give the layout with TIMEFORMAT: a mask, 'auto', 'epochsecs' or 'epochmillisecs'."
    case 1207: "The column takes digits only: check that the file's columns and the table's are in the same order."
    case 1213: "The column is NOT NULL and the file has no value for it: allow NULL, or give the value."
    case 1214: "The record has fewer fields than columns: check DELIMITER and quotes, or add FILLRECORD."
    case 1216: "The record is not well-formed: look at this line of the file."
    case 1220: "Store such text in VARCHAR; ACCEPTINVCHARS replaces bytes that are no UTF-8."
    case 1222: "The number does not fit: use BIGINT or DECIMAL."
    default: nil
    }
  }
}
