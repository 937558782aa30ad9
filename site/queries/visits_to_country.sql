-- title: Who visited this country, and when?
-- group: Trips
-- choose country = panama from countries_visited
-- All stops with a place in one country of today, whatever polity it was then, the newest first.
SELECT
  stops.arrived_on,
  stops.departed_on,
  secretaries.name AS secretary,
  stops.locality_label AS locality,
  countries.name AS polity_then,
  stops.trip_id,
  stops.stop_id
FROM stops
JOIN trips USING (trip_id)
JOIN secretaries USING (secretary_id)
JOIN countries USING (country_id)
WHERE stops.stop_id IN (
  SELECT stop_places.stop_id
  FROM stop_places
  JOIN places USING (place_id)
  WHERE places.present_country_id = coalesce(nullif(:country, ''), 'panama')
)
ORDER BY stops.arrived_on DESC, stops.stop_order DESC
