SELECT
  engagements.engagement_id,
  engagements.kind,
  stops.trip_id,
  stops.arrived_on,
  stops.departed_on,
  trips.secretary_id,
  secretaries.name AS secretary
FROM engagements
JOIN stops USING (stop_id)
JOIN trips USING (trip_id)
JOIN secretaries USING (secretary_id)
WHERE engagements.ministerial_id = :id
ORDER BY stops.arrived_on, stops.stop_order, engagements.engagement_order
