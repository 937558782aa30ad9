SELECT places.place_id AS value, places.name || ', ' || countries.name || ' (' || count(DISTINCT stop_places.stop_id) || ')' AS name
FROM places
JOIN stop_places USING (place_id)
JOIN countries ON countries.country_id = places.present_country_id
GROUP BY places.place_id
ORDER BY places.name, places.place_id
