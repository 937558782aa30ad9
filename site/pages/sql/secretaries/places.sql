SELECT places.place_id, places.name, places.latitude, places.longitude, count(*) AS visits
FROM trips
JOIN stops USING (trip_id)
JOIN stop_places USING (stop_id)
JOIN places USING (place_id)
WHERE trips.secretary_id = :id AND places.latitude IS NOT NULL
GROUP BY places.place_id
ORDER BY visits DESC, places.name
