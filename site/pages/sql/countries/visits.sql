-- Stops that were in this polity then, or whose places lie in this country now.
WITH now AS (
  SELECT stop_places.stop_id, count(*) AS places
  FROM stop_places
  JOIN places USING (place_id)
  WHERE places.present_country_id = :id
  GROUP BY stop_places.stop_id
)
SELECT
  stops.stop_id,
  stops.trip_id,
  stops.arrived_on,
  stops.departed_on,
  stops.locality_label,
  stops.country_id,
  countries.name AS country_then,
  trips.secretary_id,
  secretaries.name AS secretary,
  stops.country_id = :id AS is_then,
  now.stop_id IS NOT NULL AS is_now
FROM stops
JOIN trips USING (trip_id)
JOIN secretaries USING (secretary_id)
JOIN countries USING (country_id)
LEFT JOIN now USING (stop_id)
WHERE stops.country_id = :id OR now.stop_id IS NOT NULL
ORDER BY stops.arrived_on DESC, stops.stop_order DESC
