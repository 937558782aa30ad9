SELECT places.place_id, places.name, places.latitude, places.longitude, count(DISTINCT stop_places.stop_id) AS visits
FROM places
JOIN stop_places USING (place_id)
WHERE places.present_country_id = :id
GROUP BY places.place_id
ORDER BY visits DESC, places.name
