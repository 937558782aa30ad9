-- title: Where has this Secretary been?
-- group: Trips
-- choose secretary = kerry from secretaries_who_travelled
-- Each place that one Secretary visited, with the number of stops there.
SELECT
  places.place_id,
  places.name AS place,
  countries.name AS country_now,
  count(*) AS visits,
  min(stops.arrived_on) AS first_visit_on,
  max(stops.departed_on) AS last_visit_on,
  places.latitude,
  places.longitude
FROM stop_places
JOIN stops USING (stop_id)
JOIN trips USING (trip_id)
JOIN places USING (place_id)
JOIN countries ON countries.country_id = places.present_country_id
WHERE trips.secretary_id = coalesce(nullif(:secretary, ''), 'kerry')
GROUP BY places.place_id
ORDER BY visits DESC, places.name, places.place_id
