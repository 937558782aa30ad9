-- The places of the stops, in order; those without a point, too.
SELECT
  stop_places.stop_id,
  stop_places.place_order,
  stop_places.note,
  places.place_id,
  places.name,
  places.latitude,
  places.longitude,
  places.present_country_id,
  present.name AS present_country,
  stops.country_id,
  stops.stop_order,
  stops.arrived_on,
  stops.departed_on
FROM stops
JOIN stop_places USING (stop_id)
JOIN places USING (place_id)
JOIN countries AS present ON present.country_id = places.present_country_id
WHERE stops.trip_id = :id
ORDER BY stops.stop_order, stop_places.place_order
