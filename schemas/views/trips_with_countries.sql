-- Each trip with its Secretary, its length and its countries in the order of arrival.
-- Days abroad are calendar days from the first arrival to the last departure, both counted.
--
--   secretary: Name of the Secretary.
--   days_abroad: Calendar days from first arrival to last departure, both counted.
--   stops: Number of stops.
--   countries: Number of different polities visited.
--   itinerary: The polities in the order of arrival; one that was visited again stands again.
WITH itineraries AS (
  SELECT
    stops.trip_id,
    stops.country_id,
    -- Over the whole trip in order: only a window promises the order in which group_concat takes its values.
    group_concat(countries.name, ', ') OVER (
      PARTITION BY stops.trip_id
      ORDER BY stops.stop_order
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS itinerary
  FROM stops
  JOIN countries USING (country_id)
)
SELECT
  trips.trip_id,
  secretaries.name AS secretary,
  trips.started_on,
  trips.ended_on,
  CAST(julianday(trips.ended_on) - julianday(trips.started_on) AS INTEGER) + 1 AS days_abroad,
  count(*) AS stops,
  count(DISTINCT itineraries.country_id) AS countries,
  max(itineraries.itinerary) AS itinerary,
  trips.source_id
FROM trips
JOIN secretaries USING (secretary_id)
JOIN itineraries USING (trip_id)
GROUP BY trips.trip_id
ORDER BY trips.started_on DESC
