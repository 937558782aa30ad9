SELECT
  ministerials.*,
  series.name AS series,
  places.name AS place,
  places.latitude,
  places.longitude,
  places.present_country_id,
  countries.name AS country
FROM ministerials
LEFT JOIN series USING (series_id)
LEFT JOIN places USING (place_id)
LEFT JOIN countries ON countries.country_id = places.present_country_id
WHERE ministerials.ministerial_id = :id
