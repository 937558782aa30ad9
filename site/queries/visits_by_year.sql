-- title: How many visits abroad were there each year?
-- group: Trips
-- Stops, trips and countries of each year, a stop in the year of its arrival. Years without a trip are left out.
SELECT
  CAST(substr(stops.arrived_on, 1, 4) AS INTEGER) AS year,
  count(*) AS visits,
  count(DISTINCT stops.trip_id) AS trips,
  count(DISTINCT stops.country_id) AS countries
FROM stops
GROUP BY year
ORDER BY year
