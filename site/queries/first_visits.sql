-- title: When was each country visited first, and by whom?
-- group: Trips
-- The first stop with a place in each country of today, and the visits since. A country may have had another name and sovereign then.
WITH ordered AS (
  SELECT
    places.present_country_id AS country_id,
    stops.stop_id,
    row_number() OVER (PARTITION BY places.present_country_id ORDER BY stops.arrived_on, stops.stop_order, stop_places.place_order) AS number
  FROM stops
  JOIN stop_places USING (stop_id)
  JOIN places USING (place_id)
)
SELECT
  countries.name AS country,
  stops.arrived_on,
  secretaries.name AS secretary,
  stops.locality_label AS locality,
  polity.name AS polity_then,
  visits_by_country_now.visits AS visits_since,
  countries.country_id,
  stops.trip_id
FROM ordered
JOIN countries USING (country_id)
JOIN visits_by_country_now USING (country_id)
JOIN stops USING (stop_id)
JOIN countries AS polity ON polity.country_id = stops.country_id
JOIN trips USING (trip_id)
JOIN secretaries USING (secretary_id)
WHERE ordered.number = 1
ORDER BY stops.arrived_on DESC, country
