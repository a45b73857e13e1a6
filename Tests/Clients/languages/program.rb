# Ruby's pg, with the types that it finds in the catalogs.
require "pg"

host = "examplecluster.abc.us-west-2.redshift.amazonaws.com"
db = PG.connect(host: host, dbname: "ruby", user: "awsuser", password: "secret")
db.exec("CREATE TABLE people (id int, name varchar(20), born date, amount numeric(8, 2))")
rows = [[1, "it's \\ ä", "2024-01-02", 1.25], [2, nil, nil, nil]].sum do |row|
  db.exec_params("INSERT INTO people VALUES ($1, $2, $3, $4)", row).cmd_tuples
end
puts "rows #{rows}"
db.prepare("people", "SELECT * FROM people WHERE id > $1 ORDER BY id")
db.exec_prepared("people", [0]).each_row { |row| puts row.map { |value| value || "NULL" }.join("|") }
begin
  db.exec("SELECT * FROM nowhere")
rescue PG::UndefinedTable => error
  puts "error #{error.result.error_field(PG::Result::PG_DIAG_SQLSTATE)}"
end
db.exec("COPY people (id, name) FROM 's3://given/people.csv' IAM_ROLE default CSV")
puts "copied #{db.exec("SELECT pg_last_copy_count()").getvalue(0, 0)}"
db.type_map_for_results = PG::BasicTypeMapForResults.new(db)
kinds = db.exec("SELECT 1::int, 1.5::float8, true, 'a'::varchar").values[0].map(&:class)
raise kinds.inspect unless kinds == [Integer, Float, TrueClass, String]
db.close
