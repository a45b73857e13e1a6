"""asyncpg: binary values only, statements named and kept, answers wanted at Flush."""

import asyncio
import datetime
import decimal

import asyncpg

from lib.checks import endless, equal, main


async def connect(endpoint, database):
    return await asyncpg.connect(
        host="127.0.0.1", port=endpoint.port, user="u", database=database, password="x", ssl=False)


def check_values(endpoint):
    async def talk():
        connection = await connect(endpoint, "values")
        await connection.execute(
            "CREATE TABLE t (i int, b bigint, s varchar(20), f float, y date, ts timestamp, x boolean, d decimal(10, 2))")
        row = (1, 2**40, "te\u00fct", 0.5, datetime.date(2020, 1, 2), datetime.datetime(2020, 1, 2, 3, 4, 5, 600000), True,
               decimal.Decimal("12.50"))
        await connection.execute("INSERT INTO t VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", *row)
        equal([tuple(row) for row in await connection.fetch("SELECT * FROM t")], [row])
        equal(await connection.fetchval("SELECT s FROM t WHERE i = $1", 1), row[2])
        await connection.close()

    asyncio.run(talk())


def check_many(endpoint):
    async def talk():
        connection = await connect(endpoint, "many")
        await connection.execute("CREATE TABLE t (n int, s varchar(10))")
        await connection.executemany("INSERT INTO t VALUES ($1, $2)", [(n, f"s{n}") for n in range(500)])
        equal(await connection.fetchval("SELECT count(*) FROM t"), 500)
        async with connection.transaction():
            numbers = [row["n"] async for row in connection.cursor("SELECT n FROM t ORDER BY n", prefetch=7)]
        equal(numbers, list(range(500)))
        await connection.close()

    asyncio.run(talk())


def check_transactions(endpoint):
    async def talk():
        connection = await connect(endpoint, "transactions")
        await connection.execute("CREATE TABLE t (n int)")
        try:
            async with connection.transaction():
                await connection.execute("INSERT INTO t VALUES (1)")
                await connection.execute("SELECT 1 / 0")
            raise AssertionError("the division was refused")
        except asyncpg.DivisionByZeroError:
            pass
        equal(await connection.fetchval("SELECT count(*) FROM t"), 0)
        try:
            await connection.fetch("SELECT nothing FROM t")
            raise AssertionError("there is no such column")
        except asyncpg.UndefinedColumnError as error:
            equal(error.sqlstate, "42703")
        await connection.close()

    asyncio.run(talk())


def check_timeout(endpoint):
    """A timeout of the client's own cancels the statement by a second connection."""
    async def talk():
        connection = await connect(endpoint, "timeout")
        await connection.execute("CREATE TABLE t AS SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3")
        try:
            await connection.fetchval(endless("t"), timeout=0.3)
            raise AssertionError("the time was over")
        except asyncio.TimeoutError:
            pass
        equal(await connection.fetchval("SELECT count(*) FROM t"), 3)
        await connection.close()

    asyncio.run(talk())


if __name__ == "__main__":
    main(globals())
