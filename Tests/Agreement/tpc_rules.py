"""How results of localshift and DuckDB are compared: where Redshift's rules of numbers are others, by those.

- The average of whole numbers is one, that of decimals has their scale (AVG is cut): DuckDB is asked for `average`.
- A quotient of two sums has four digits behind the point, by which query 36 of TPC-DS ranks.

Numbers that DuckDB makes exactly have to be the same. What it computes as a double, where Redshift has a decimal, may differ
by what such a decimal leaves out.
"""

import re
from decimal import Decimal

AVERAGE = """CREATE MACRO average(x) AS CASE WHEN typeof(any_value(x)) LIKE '%INT%' THEN trunc(avg(x))
  WHEN typeof(any_value(x)) LIKE 'DECIMAL%,2)' THEN CAST(sum(x) * 100 AS HUGEINT) // count(x) / 100 ELSE avg(x) END"""
MARGIN = "(sum(ss_net_profit)*1.0000)/sum(ss_ext_sales_price)"


def with_redshifts_numbers(text):
    """The query for DuckDB; windows over sums, which are decimals, average as they are."""
    return re.sub(r"\bavg\((?!sum\()", "average(", text).replace(MARGIN, f"round({MARGIN}, 4)")


def difference(ours, theirs):
    """'' where the rows are the same in some order, else what is not."""
    if len(ours) != len(theirs):
        return f"{len(ours)} rows where DuckDB has {len(theirs)}"
    for mine, other in [(ours, theirs), (sorted(ours, key=sort_key), sorted(theirs, key=sort_key))]:
        differing = next(((a, b) for a, b in zip(mine, other) if not is_same_row(a, b)), None)
        if differing is None:
            return ""
    return f"{differing[0]} where DuckDB has {differing[1]}"


def sort_key(row):
    """Texts and whole numbers first: what may differ a little decides last."""
    values = [(is_fraction(value), value is None, "" if value is None else str(plain(value))) for value in row]
    return sorted(values, key=lambda value: value[0])


def is_fraction(value):
    return isinstance(value, float) or isinstance(value, Decimal) and value != value.to_integral_value()


def is_same_row(ours, theirs):
    return len(ours) == len(theirs) and all(is_same(plain(a), plain(b)) for a, b in zip(ours, theirs))


def plain(value):
    """Blanks at the end of a text do not count, and a number is one whatever its type."""
    if isinstance(value, str):
        return value.rstrip()
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def is_same(ours, theirs):
    if not isinstance(theirs, float) or not isinstance(ours, (float, Decimal)):
        return ours == theirs
    unit = 0 if isinstance(ours, float) else 10.0 ** ours.as_tuple().exponent
    return abs(float(ours) - theirs) <= unit + 1e-4 * abs(theirs)
