"""All of it with autocommit, and a connection that a with statement ends."""
import configparser
from contextlib import closing

import psycopg2
from sql_queries import (
    copy_table_queries, create_table_queries, drop_table_queries, insert_table_queries, select_number_rows_queries)


def execute_all(conn, queries):
    with conn.cursor() as cur:
        for query in queries:
            try:
                cur.execute(query)
            except psycopg2.Error as e:
                print("Error: Issue executing", query)
                print(e)
                raise


def main():
    config = configparser.ConfigParser()
    config.read('dwh.cfg')
    cluster = config['CLUSTER']

    with closing(psycopg2.connect(
            host=cluster['HOST'].strip("'"), dbname=cluster['DB_NAME'].strip("'"), user=cluster['DB_USER'].strip("'"),
            password=cluster['DB_PASSWORD'].strip("'"), port=cluster['DB_PORT'])) as conn:
        conn.set_session(autocommit=True)
        execute_all(conn, drop_table_queries + create_table_queries)
        execute_all(conn, copy_table_queries)
        execute_all(conn, insert_table_queries)
        with conn.cursor() as cur:
            for query in select_number_rows_queries:
                cur.execute(query)
                print(query.split()[-1], *cur.fetchone())


if __name__ == "__main__":
    main()
