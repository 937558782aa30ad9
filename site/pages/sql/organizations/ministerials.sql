SELECT
  ministerials.ministerial_id,
  ministerials.name,
  ministerials.started_on,
  ministerials.ended_on,
  ministerials.date_precision,
  places.name AS place,
  participants.role,
  participants.representation_level,
  participants.representative_name
FROM participants
JOIN ministerials USING (ministerial_id)
LEFT JOIN places USING (place_id)
WHERE participants.organization_id = :id
ORDER BY ministerials.started_on DESC, ministerials.ministerial_id
