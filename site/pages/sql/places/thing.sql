SELECT places.*, countries.name AS country
FROM places
JOIN countries ON countries.country_id = places.present_country_id
WHERE places.place_id = :id
