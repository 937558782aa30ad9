-- Each trip with its Secretary, its length and its countries in the order of arrival.
-- Days abroad are calendar days from the first arrival to the last departure, both counted.
SELECT
  trips.trip_id,
  secretaries.name AS secretary,
  trips.started_on,
  trips.ended_on,
  CAST(julianday(trips.ended_on) - julianday(trips.started_on) AS INTEGER) + 1 AS days_abroad,
  count(*) AS stops,
  count(DISTINCT ordered.country_id) AS countries,
  group_concat(ordered.country, ', ') AS itinerary,
  trips.source_id
FROM trips
JOIN secretaries USING (secretary_id)
JOIN (
  SELECT stops.trip_id, stops.country_id, countries.name AS country
  FROM stops
  JOIN countries USING (country_id)
  ORDER BY stops.trip_id, stops.stop_order
) AS ordered USING (trip_id)
GROUP BY trips.trip_id
ORDER BY trips.started_on DESC
