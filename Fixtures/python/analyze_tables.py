import configparser
import psycopg2
from sql_queries import select_number_rows_queries


def main():
    config = configparser.ConfigParser()
    config.read('dwh.cfg')

    conn = psycopg2.connect("host={} dbname={} user={} password={} port={}".format(*config['CLUSTER'].values()))
    cur = conn.cursor()

    for query in select_number_rows_queries:
        cur.execute(query)
        for row in cur.fetchall():
            print(query.split()[-1], *row)

    conn.close()


if __name__ == "__main__":
    main()
