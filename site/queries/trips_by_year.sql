-- title: How often did this Secretary travel each year?
-- group: Trips
-- choose secretary = kerry from secretaries_who_travelled
-- Trips, stops and days abroad of one Secretary, each trip in the year in which it began. Years without a trip are left out.
WITH lengths AS (
  SELECT
    CAST(substr(trips.started_on, 1, 4) AS INTEGER) AS year,
    CAST(julianday(trips.ended_on) - julianday(trips.started_on) AS INTEGER) + 1 AS days_abroad,
    (SELECT count(*) FROM stops WHERE stops.trip_id = trips.trip_id) AS stops
  FROM trips
  WHERE trips.secretary_id = coalesce(nullif(:secretary, ''), 'kerry')
)
SELECT year, count(*) AS trips, sum(stops) AS stops, sum(days_abroad) AS days_abroad
FROM lengths
GROUP BY year
ORDER BY year
