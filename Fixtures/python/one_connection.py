"""All of it with one connection, which commits once a step."""
import configparser
import psycopg2
from sql_queries import (
    copy_table_queries, create_table_queries, drop_table_queries, insert_table_queries, select_number_rows_queries)


def main():
    config = configparser.ConfigParser()
    config.read('dwh.cfg')

    conn = psycopg2.connect("host={} dbname={} user={} password={} port={}".format(*config['CLUSTER'].values()))
    cur = conn.cursor()

    for queries in (drop_table_queries, create_table_queries, copy_table_queries, insert_table_queries):
        for query in queries:
            cur.execute(query)
        conn.commit()

    for query in select_number_rows_queries:
        cur.execute(query)
        print(query.split()[-1], cur.fetchone()[0])

    conn.close()


if __name__ == "__main__":
    main()
