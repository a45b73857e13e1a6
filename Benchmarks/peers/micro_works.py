"""The small works: tables that DuckDB makes, and what both programs are asked of them.

FACTS has rows in the order of their ids, with keys of a thousand and of a million values each, as whole numbers and as texts;
DIMS has a row for each of the million; CHANGES are for MERGE, nine tenths of them of rows that are there.
"""

from dataclasses import dataclass

GROUPS = 1_000_000


def tables(rows):
    """A query for each table, in DuckDB's SQL."""
    groups, changes = min(GROUPS, max(rows // 10, 1)), max(rows // 100, 10)
    text = "printf('{}-%08d', {})".format
    return {
        "facts": f"""SELECT i AS id, (hash(i) % 1000)::INTEGER AS few, (hash(i + 1) % {groups})::INTEGER AS many,
            {text('group', '(hash(i) % 1000)::INTEGER')} AS few_text,
            {text('customer', f'(hash(i + 1) % {groups})::INTEGER')} AS many_text,
            (hash(i + 2) % 100000)::INTEGER AS amount FROM range({rows}) AS t(i) ORDER BY i""",
        "dims": f"""SELECT i::INTEGER AS many, {text('customer', 'i')} AS many_text,
            (hash(i + 3) % 100)::INTEGER AS factor FROM range({groups}) AS t(i) ORDER BY hash(i)""",
        "changes": f"""SELECT CASE WHEN i % 10 = 0 THEN {rows} + i ELSE i * {rows // changes} END AS id,
            (hash(i + 4) % 100000)::INTEGER AS amount FROM range({changes}) AS t(i) ORDER BY hash(i)""",
        "small": f"""SELECT i AS id, (hash(i) % 100)::INTEGER AS few, (hash(i + 2) % 100000)::INTEGER AS amount
            FROM range({min(rows, 50_000)}) AS t(i) ORDER BY i""",
    }


@dataclass
class MicroWork:
    """`timed` is one statement; `before` and `after` are run too, but not timed; `check` is a query for the comparison.

    Without a check the answer of `timed` is compared. `{round}` is the number of the round.
    """

    timed: str
    check: str = ""
    before: str = ""
    after: str = ""


def summed(inner):
    """One row of a query with very many: what is measured is the query, not the rows' way to the client."""
    return MicroWork(f"SELECT count(*), sum(n), max(n), sum(n * k) FROM ({inner}) AS q")


STATE = "SELECT count(*), sum(amount), sum(id % 1000 * amount) FROM facts"
JOIN = "FROM facts AS f JOIN dims AS d ON f.{0} = d.{0}".format

WORKS = {
    "group by: one group": MicroWork("SELECT count(*), sum(amount), min(amount), max(few) FROM facts"),
    "group by: a thousand groups": MicroWork("SELECT few, count(*), sum(amount) FROM facts GROUP BY few ORDER BY few"),
    "group by: a thousand groups by text": MicroWork(
        "SELECT few_text, count(*), sum(amount) FROM facts GROUP BY few_text ORDER BY few_text"),
    "group by: a million groups": summed("SELECT many AS k, sum(amount) AS n FROM facts GROUP BY many"),
    "group by: a million groups by text": summed("SELECT count(*) AS k, sum(amount) AS n FROM facts GROUP BY many_text"),
    "group by: a million groups, the ten largest": MicroWork(
        "SELECT many, sum(amount) AS n FROM facts GROUP BY many ORDER BY n DESC, many LIMIT 10"),
    "join to a million": summed(f"SELECT f.amount AS k, d.factor AS n {JOIN('many')}"),
    "join to a million by text": summed(f"SELECT f.amount AS k, d.factor AS n {JOIN('many_text')}"),
    "join to a million, the first ten": MicroWork(
        f"SELECT f.id, d.many_text, d.factor {JOIN('many')} ORDER BY d.factor DESC, f.amount, f.id LIMIT 10"),
    "distinct": summed("SELECT DISTINCT many AS k, few % 4 AS n FROM facts"),
    "distinct texts": MicroWork("SELECT count(*), min(t), max(t) FROM (SELECT DISTINCT many_text AS t FROM facts) AS q"),
    "distinct, the first ten": MicroWork(
        "SELECT DISTINCT many_text, few FROM facts ORDER BY many_text DESC, few LIMIT 10"),
    "window: row number": summed(
        "SELECT few AS k, row_number() OVER (PARTITION BY many ORDER BY amount, id) AS n FROM facts"),
    "window: running sum": summed("SELECT few AS k, sum(amount) OVER (PARTITION BY few ORDER BY id "
                                  "ROWS UNBOUNDED PRECEDING) AS n FROM facts"),
    "window: lag": summed("SELECT few AS k, amount - lag(amount) OVER (PARTITION BY many_text ORDER BY id) AS n FROM facts"),
    "window: rank, the first ten": MicroWork(
        "SELECT few, id, rank() OVER (PARTITION BY few ORDER BY amount DESC) AS n FROM facts ORDER BY n DESC, few, id LIMIT 10"),
    "order by text": MicroWork(
        "CREATE TABLE sorted AS SELECT many_text, id FROM facts ORDER BY many_text, id",
        "SELECT many_text, id FROM sorted LIMIT 100000", "DROP TABLE IF EXISTS sorted"),
    "order by text, the first hundred": MicroWork("SELECT many_text, id, amount FROM facts ORDER BY many_text, id LIMIT 100"),
    "update of one in a hundred": MicroWork("UPDATE facts SET amount = amount + 1 WHERE id % 100 = {round}", STATE),
    "merge of one in a hundred": MicroWork(
        "MERGE INTO facts USING changes ON facts.id = changes.id WHEN MATCHED THEN UPDATE SET amount = changes.amount "
        "WHEN NOT MATCHED THEN INSERT (id, few, amount) VALUES (changes.id, 1, changes.amount)",
        STATE, after="DELETE FROM facts WHERE many IS NULL"),
    "delete of one in a hundred": MicroWork("DELETE FROM facts WHERE id % 100 = 50 + {round}", STATE),
}
# Of fifty thousand rows: a batch, and so the work of one thread.
SMALL_QUERY = "SELECT few, count(*), sum(amount), max(id) FROM small WHERE amount > 1000 GROUP BY few ORDER BY few LIMIT 5"
