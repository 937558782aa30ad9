SELECT countries.country_id AS value, countries.name || ' (' || count(*) || ')' AS name
FROM ministerials
JOIN places USING (place_id)
JOIN countries ON countries.country_id = places.present_country_id
GROUP BY countries.country_id
ORDER BY countries.name
