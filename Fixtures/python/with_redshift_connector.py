"""All of it with Redshift's own driver, whose configuration names localhost."""
import configparser
import redshift_connector
from sql_queries import (
    copy_table_queries, create_table_queries, drop_table_queries, insert_table_queries, select_number_rows_queries)


def main():
    config = configparser.ConfigParser()
    config.read('localhost.cfg')
    cluster = config['CLUSTER']

    conn = redshift_connector.connect(
        host=cluster['HOST'], database=cluster['DB_NAME'], user=cluster['DB_USER'], password=cluster['DB_PASSWORD'],
        port=int(cluster['DB_PORT']))
    cur = conn.cursor()

    for query in drop_table_queries + create_table_queries + copy_table_queries + insert_table_queries:
        cur.execute(query)
        conn.commit()

    for query in select_number_rows_queries:
        cur.execute(query)
        print(query.split()[-1], cur.fetchone()[0])

    conn.close()


if __name__ == "__main__":
    main()
