"""Airflow's hooks and operators for Redshift and S3, executed as plain Python: no scheduler, no database of its own."""

import json
import os
import tempfile

from lib.checks import equal, raises, within
from lib.cloud import main

DATA_API = {"database": "dev", "cluster_identifier": "any", "db_user": "awsuser"}
LOADS = {"schema": "public", "table": "loaded", "s3_bucket": "loads", "s3_key": "in/", "aws_conn_id": None}


def ask_storage():
    from airflow.providers.amazon.aws.hooks.s3 import S3Hook

    storage = S3Hook(aws_conn_id=None)
    storage.create_bucket("loads", region_name="us-west-2")
    for number in range(3):
        storage.load_string(f"{number},s{number}\n", f"in/{number}.csv", bucket_name="loads")
    equal(storage.list_keys("loads", prefix="in/"), [f"in/{number}.csv" for number in range(3)])
    equal((storage.check_for_key("in/0.csv", "loads"), storage.check_for_key("none", "loads")), (True, False))
    return storage


def ask_data_hook():
    from airflow.providers.amazon.aws.hooks.redshift_data import RedshiftDataHook, RedshiftDataQueryFailedError

    hook = RedshiftDataHook(aws_conn_id=None, region_name="us-west-2")
    run = lambda sql, **more: hook.execute_query(sql=sql, **DATA_API, poll_interval=0.01, **more)
    run(["CREATE TABLE public.loaded (n int, s varchar(9))", "INSERT INTO public.loaded VALUES (7, 'before')"])
    asked = run("SELECT n, s FROM public.loaded WHERE n = :n", parameters=[{"name": "n", "value": "7"}])
    equal(hook.conn.get_statement_result(Id=asked.statement_id)["Records"], [[{"longValue": 7}, {"stringValue": "before"}]])
    within(str(raises(RedshiftDataQueryFailedError, run, "SELECT * FROM nowhere")), 'relation "nowhere" does not exist')


def rows(sql="SELECT n, s FROM public.loaded ORDER BY n"):
    from airflow.providers.amazon.aws.hooks.redshift_sql import RedshiftSQLHook

    return [list(row) for row in RedshiftSQLHook().get_records(sql)]


def ask_loads():
    from airflow.providers.amazon.aws.transfers.s3_to_redshift import S3ToRedshiftOperator

    loaded = [[number, f"s{number}"] for number in range(3)]
    # The second through the Data API in place of a driver.
    for method, more, expected in (
            ("APPEND", {}, loaded + [[7, "before"]]), ("REPLACE", {"redshift_data_api_kwargs": {**DATA_API, "poll_interval": 0.01}}, loaded),
            ("UPSERT", {"upsert_keys": ["n"]}, loaded)):
        S3ToRedshiftOperator(task_id=method.lower(), method=method, copy_options=["CSV"], **LOADS, **more).execute({})
        equal((method, rows()), (method, expected))


def ask_unload(storage):
    from airflow.providers.amazon.aws.transfers.redshift_to_s3 import RedshiftToS3Operator

    RedshiftToS3Operator(
        task_id="unload", s3_bucket="loads", s3_key="out", schema="public", table="loaded", aws_conn_id=None,
        unload_options=["CSV", "HEADER", "PARALLEL OFF"]).execute({})
    keys = storage.list_keys("loads", prefix="out/")
    equal(keys, ["out/loaded_000"])
    equal(sorted(storage.read_key(keys[0], "loads").split()), ["0,s0", "1,s1", "2,s2", "n,s"])


def within_exec():
    # Connections come from the environment, and nothing is written where Airflow lives.
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"AIRFLOW_HOME": home, "AIRFLOW__LOGGING__LOGGING_LEVEL": "ERROR", "AIRFLOW_CONN_REDSHIFT_DEFAULT": json.dumps({
            "conn_type": "redshift", "host": "localhost", "port": int(os.environ["LOCALSHIFT_PORT"]), "login": "awsuser",
            "password": "anything", "schema": "dev", "extra": {"ssl": False}})}
        storage = ask_storage()
        ask_data_hook()
        ask_loads()
        ask_unload(storage)


if __name__ == "__main__":
    main("airflow_operators", within_exec)
