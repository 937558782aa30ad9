SELECT ministerial_id, name, started_on, ended_on, date_precision, level, series_id
FROM ministerials
WHERE place_id = :id
ORDER BY started_on DESC, ministerial_id
