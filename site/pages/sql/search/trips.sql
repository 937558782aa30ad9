-- The newest trips of those found, each with a place where a word stands.
WITH found AS ({trips})
SELECT
  trips.trip_id AS key,
  NULL AS name,
  (SELECT count(*) FROM found) AS total,
  (
    SELECT snippet(engagements_fts, -1, char(2), char(3), ' … ', 18)
    FROM engagements_fts
    JOIN engagements ON engagements.rowid = engagements_fts.rowid
    JOIN stops USING (stop_id)
    WHERE engagements_fts MATCH :any AND stops.trip_id = trips.trip_id
    LIMIT 1
  ) AS snippet
FROM trips
JOIN found USING (trip_id)
ORDER BY trips.started_on DESC
LIMIT :most
