-- Rows of one table that the words are found in, those whose name begins with the query first.
SELECT
  "{table}"."{key}" AS key,
  "{table}"."{name}" AS name,
  snippet("{table}_fts", -1, char(2), char(3), ' … ', 18) AS snippet,
  (SELECT count(*) FROM "{table}_fts" WHERE "{table}_fts" MATCH :match) AS total
FROM "{table}_fts"
JOIN "{table}" ON "{table}".rowid = "{table}_fts".rowid
WHERE "{table}_fts" MATCH :match
ORDER BY "{table}"."{name}" LIKE :start || '%' DESC, "{table}_fts".rank, "{table}"."{key}"
LIMIT :most
