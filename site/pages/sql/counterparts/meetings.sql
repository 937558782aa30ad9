SELECT
  engagements.engagement_id,
  engagements.kind,
  engagements.person_name,
  engagements.person_title,
  engagements.office,
  engagements.topic,
  engagements.event_name,
  engagements.basis,
  stops.arrived_on,
  stops.departed_on,
  stops.locality_label,
  stops.trip_id,
  stops.country_id,
  countries.name AS country,
  trips.secretary_id,
  secretaries.name AS secretary
FROM engagements
JOIN stops USING (stop_id)
JOIN trips USING (trip_id)
JOIN secretaries USING (secretary_id)
JOIN countries ON countries.country_id = stops.country_id
WHERE engagements.counterpart_id = :id
ORDER BY stops.arrived_on DESC, stops.stop_order DESC, engagements.engagement_order
