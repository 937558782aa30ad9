-- title: Which places did Secretaries of State visit, and how often?
-- group: Trips
-- Each place with the number of stops there. A stop with several places counts at each of them. Latitude and longitude are empty where nobody
-- knows the point.
SELECT
  places.place_id,
  places.name AS place,
  countries.name AS country_now,
  count(*) AS visits,
  count(DISTINCT trips.secretary_id) AS secretaries,
  min(stops.arrived_on) AS first_visit_on,
  max(stops.departed_on) AS last_visit_on,
  places.latitude,
  places.longitude
FROM stop_places
JOIN stops USING (stop_id)
JOIN trips USING (trip_id)
JOIN places USING (place_id)
JOIN countries ON countries.country_id = places.present_country_id
GROUP BY places.place_id
ORDER BY visits DESC, places.name, places.place_id
