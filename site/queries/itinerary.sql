-- title: Which way did this trip go?
-- group: Trips
-- choose trip = kissinger-1974-04-28 from trips
-- The places of one trip in the order of the stops, with the country as it was then. Several places of one stop share its days.
SELECT
  stops.stop_order,
  stop_places.place_order,
  places.name AS place,
  countries.name AS country_then,
  stops.arrived_on,
  stops.departed_on,
  places.latitude,
  places.longitude,
  places.place_id,
  stops.stop_id
FROM stops
JOIN countries USING (country_id)
JOIN stop_places USING (stop_id)
JOIN places USING (place_id)
WHERE stops.trip_id = coalesce(nullif(:trip, ''), 'kissinger-1974-04-28')
ORDER BY stops.stop_order, stop_places.place_order
