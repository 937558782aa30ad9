-- title: How many days a year were Secretaries abroad?
-- group: Trips
-- Days abroad of all Secretaries by calendar year, each trip in the year in which it began. Before 1940 most years have no trip at all.
SELECT
  strftime('%Y', trips.started_on) AS year,
  group_concat(DISTINCT secretaries.name) AS secretaries,
  count(*) AS trips,
  sum(CAST(julianday(trips.ended_on) - julianday(trips.started_on) AS INTEGER) + 1) AS days_abroad
FROM trips
JOIN secretaries USING (secretary_id)
GROUP BY year
ORDER BY year DESC
