SELECT places.place_id AS value, places.name || ', ' || countries.name || ' (' || count(*) || ')' AS name
FROM ministerials
JOIN places USING (place_id)
JOIN countries ON countries.country_id = places.present_country_id
GROUP BY places.place_id
ORDER BY places.name, places.place_id
