"""ODBC, by pyodbc: statements prepared one after the other on one handle, and the driver's own queries of the catalogs."""

import datetime
import decimal

import pyodbc

HOST = "examplecluster.abc.us-west-2.redshift.amazonaws.com"
db = pyodbc.connect(f"DRIVER={{PostgreSQL Unicode}};Server={HOST};Database=odbc;Uid=awsuser;Pwd=secret")
cursor = db.cursor()
cursor.execute("CREATE TABLE people (id int, name varchar(20), born date, amount numeric(8, 2))")
rows = 0
for row in ((1, "it's \\ ä", datetime.date(2024, 1, 2), decimal.Decimal("1.25")), (2, None, None, None)):
    rows += cursor.execute("INSERT INTO people VALUES (?, ?, ?, ?)", *row).rowcount
db.commit()
print("rows", rows)
for row in cursor.execute("SELECT * FROM people WHERE id > ? ORDER BY id", 0).fetchall():
    print("|".join("NULL" if value is None else str(value) for value in row))
try:
    cursor.execute("SELECT * FROM nowhere")
except pyodbc.ProgrammingError as error:
    print("error", error.args[0])
    db.rollback()
cursor.execute("COPY people (id, name) FROM 's3://given/people.csv' IAM_ROLE default CSV")
print("copied", cursor.execute("SELECT pg_last_copy_count()").fetchval())
assert [column.column_name for column in cursor.columns(table="people")] == ["id", "name", "born", "amount"]
assert "people" in [table.table_name for table in cursor.tables(schema="public")]
db.close()
