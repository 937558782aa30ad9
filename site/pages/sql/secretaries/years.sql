-- Days abroad in each calendar year, each trip in the year in which it began.
SELECT
  strftime('%Y', started_on) AS year,
  count(*) AS trips,
  sum(CAST(julianday(ended_on) - julianday(started_on) AS INTEGER) + 1) AS days_abroad
FROM trips
WHERE secretary_id = :id
GROUP BY year
ORDER BY year
