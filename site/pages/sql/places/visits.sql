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
  1 AS is_then,
  1 AS is_now
FROM stop_places
JOIN stops USING (stop_id)
JOIN trips USING (trip_id)
JOIN secretaries USING (secretary_id)
JOIN countries USING (country_id)
WHERE stop_places.place_id = :id
GROUP BY stops.stop_id
ORDER BY stops.arrived_on DESC, stops.stop_order DESC
