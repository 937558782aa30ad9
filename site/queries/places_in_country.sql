-- title: Where in this country have Secretaries been?
-- group: Trips
-- choose country = panama from countries_visited
-- Each visited place that lies in one country today, with the number of stops there.
SELECT
  places.place_id,
  places.name AS place,
  count(*) AS visits,
  min(stops.arrived_on) AS first_visit_on,
  max(stops.departed_on) AS last_visit_on,
  places.latitude,
  places.longitude
FROM stop_places
JOIN stops USING (stop_id)
JOIN places USING (place_id)
WHERE places.present_country_id = coalesce(nullif(:country, ''), 'panama')
GROUP BY places.place_id
ORDER BY visits DESC, places.name, places.place_id
