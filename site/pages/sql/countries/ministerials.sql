-- Meetings here, and meetings at which a source names the country, the newest first.
SELECT
  ministerials.ministerial_id,
  ministerials.name,
  ministerials.started_on,
  ministerials.ended_on,
  ministerials.date_precision,
  places.name AS place,
  participants.role,
  participants.representation_level,
  participants.representative_name,
  places.present_country_id = :id OR participants.role IN ('host', 'co_host') AS is_here
FROM ministerials
LEFT JOIN places USING (place_id)
LEFT JOIN participants ON participants.ministerial_id = ministerials.ministerial_id AND participants.country_id = :id
WHERE places.present_country_id = :id OR participants.participant_id IS NOT NULL
ORDER BY ministerials.started_on DESC, ministerials.ministerial_id
