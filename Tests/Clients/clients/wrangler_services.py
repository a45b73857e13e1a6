"""awswrangler over AWS's services: the Data API read into frames, and S3 written, listed and read."""

from lib.checks import equal
from lib.cloud import main

WHERE = {"cluster_id": "any", "database": "dev", "db_user": "awsuser"}


def frame(count):
    import pandas

    return pandas.DataFrame({"n": range(count), "s": [f"s{n}" for n in range(count)], "x": [n / 4 for n in range(count)]})


def ask_storage():
    import awswrangler as wr

    wr.s3.to_csv(frame(100), "s3://frames/csv/one.csv", index=False)
    wr.s3.to_csv(frame(50), "s3://frames/csv/two.csv", index=False)
    equal(wr.s3.list_objects("s3://frames/csv/"), ["s3://frames/csv/one.csv", "s3://frames/csv/two.csv"])
    equal(len(wr.s3.read_csv("s3://frames/csv/")), 150)
    wr.s3.to_parquet(frame(1000), "s3://frames/parquet/", dataset=True, max_rows_by_file=300)
    equal(sorted(wr.s3.read_parquet("s3://frames/parquet/")["n"]), list(range(1000)))
    wr.s3.to_json(frame(3), "s3://frames/json/one.json", orient="records", lines=True)
    equal(wr.s3.read_json("s3://frames/json/one.json", orient="records", lines=True).values.tolist(), frame(3).values.tolist())
    equal(wr.s3.does_object_exist("s3://frames/csv/none.csv"), False)
    wr.s3.copy_objects(["s3://frames/csv/one.csv"], source_path="s3://frames/csv", target_path="s3://frames/copied")
    copies = [f"s3://frames/{folder}/one.csv" for folder in ("csv", "copied")]
    equal(len(set(wr.s3.size_objects(copies).values())), 1)


def ask_statements():
    import awswrangler as wr

    connection = wr.data_api.redshift.connect(**WHERE)
    run = lambda sql: wr.data_api.redshift.read_sql_query(sql, con=connection)
    for sql in ("CREATE TABLE loaded (n int, s varchar(9), x float8)",
                "COPY loaded FROM 's3://frames/csv/' IAM_ROLE 'arn:aws:iam::123456789012:role/r' CSV IGNOREHEADER 1"):
        equal(len(run(sql)), 0)
    equal(run("SELECT count(*) AS c, max(n) AS most FROM loaded").values.tolist(), [[150, 99]])
    found = run("SELECT n, s, x, n IS NULL AS b FROM loaded ORDER BY n, s LIMIT 3")
    equal((list(found.columns), found.values.tolist()), (["n", "s", "x", "b"], [[0, "s0", 0.0, False], [0, "s0", 0.0, False], [1, "s1", 0.25, False]]))
    equal(len(run("SELECT a.n FROM loaded a, (SELECT n FROM loaded LIMIT 20) b")), 3000)
    try:
        run("SELECT * FROM nowhere")
    except Exception as error:
        assert 'relation "nowhere" does not exist' in str(error), error
    else:
        raise AssertionError("a failed statement is an error")


def within():
    import boto3

    boto3.client("s3").create_bucket(Bucket="frames", CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
    ask_storage()
    ask_statements()


if __name__ == "__main__":
    main("wrangler_services", within)
