# R's RPostgreSQL, and what it asks of the catalogs.
library(DBI)
library(RPostgreSQL)

host <- "examplecluster.abc.us-west-2.redshift.amazonaws.com"
db <- dbConnect(PostgreSQL(), host = host, dbname = "r", user = "awsuser", password = "secret")
run <- function(...) invisible(dbClearResult(dbSendQuery(db, ...)))
run("CREATE TABLE people (id int, name varchar(20), born date, amount numeric(8, 2))")
run("INSERT INTO people VALUES (1, 'it''s \\\\ \u00e4', '2024-01-02', 1.25), (2, NULL, NULL, NULL)")
people <- dbGetQuery(db, "SELECT * FROM people ORDER BY id")
cat("rows", nrow(people), "\n")
for (row in seq_len(nrow(people))) {
  values <- sapply(people, function(column) if (is.na(column[row])) "NULL" else as.character(column[row]))
  cat(paste(values, collapse = "|"), "\n", sep = "")
}
failed <- tryCatch(dbSendQuery(db, "SELECT * FROM nowhere"), error = function(error) conditionMessage(error))
cat("error", if (grepl("relation \"nowhere\" does not exist", failed)) "42P01" else failed, "\n")
run("COPY people (id, name) FROM 's3://given/people.csv' IAM_ROLE default CSV")
cat("copied", dbGetQuery(db, "SELECT pg_last_copy_count() AS n")$n, "\n")
stopifnot(dbExistsTable(db, "people"), identical(dbListFields(db, "people"), c("id", "name", "born", "amount")))
invisible(dbDisconnect(db))
