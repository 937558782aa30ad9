-- The meetings of the same series, this one among them.
SELECT other.ministerial_id, other.name, other.started_on, other.ended_on, other.date_precision, places.name AS place
FROM ministerials AS this
JOIN ministerials AS other USING (series_id)
LEFT JOIN places ON places.place_id = other.place_id
WHERE this.ministerial_id = :id
ORDER BY other.started_on, other.ministerial_id
