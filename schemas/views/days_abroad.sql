-- Trips, stops, countries and days abroad of each Secretary who travelled, with the share of the days in office.
-- Days abroad are calendar days from the first arrival to the last departure of each trip, both counted; a Secretary still in
-- office is measured up to the last day that the record holds.
--
--   secretary: Name of the Secretary.
--   trips: Number of trips.
--   stops: Number of stops.
--   countries: Number of different polities visited.
--   days_abroad: Calendar days abroad on all trips together.
--   percent_of_tenure: Days abroad for each hundred days in office.
--   first_trip_on: Day of the first arrival abroad.
--   last_trip_on: Day of the last departure from abroad.
WITH record AS (SELECT max(ended_on) AS ends_on FROM trips),
lengths AS (
  SELECT
    secretary_id,
    count(*) AS trips,
    sum(CAST(julianday(ended_on) - julianday(started_on) AS INTEGER) + 1) AS days_abroad,
    min(started_on) AS first_trip_on,
    max(ended_on) AS last_trip_on
  FROM trips
  GROUP BY secretary_id
),
visits AS (
  SELECT trips.secretary_id, count(*) AS stops, count(DISTINCT stops.country_id) AS countries
  FROM stops
  JOIN trips USING (trip_id)
  GROUP BY trips.secretary_id
)
SELECT
  secretaries.secretary_id,
  secretaries.name AS secretary,
  secretaries.entered_on,
  secretaries.left_on,
  lengths.trips,
  visits.stops,
  visits.countries,
  lengths.days_abroad,
  round(
    100.0 * lengths.days_abroad
    / (julianday(coalesce(secretaries.left_on, record.ends_on)) - julianday(secretaries.entered_on) + 1), 1
  ) AS percent_of_tenure,
  lengths.first_trip_on,
  lengths.last_trip_on
FROM lengths
JOIN secretaries USING (secretary_id)
JOIN visits USING (secretary_id)
CROSS JOIN record
ORDER BY lengths.days_abroad DESC
