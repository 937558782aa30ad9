SELECT trip_id FROM (
  SELECT stops.trip_id FROM stops_fts JOIN stops ON stops.rowid = stops_fts.rowid WHERE stops_fts MATCH :word
  UNION
  SELECT stops.trip_id
  FROM engagements_fts
  JOIN engagements ON engagements.rowid = engagements_fts.rowid
  JOIN stops USING (stop_id)
  WHERE engagements_fts MATCH :word
  UNION
  SELECT trips.trip_id FROM trips_fts JOIN trips ON trips.rowid = trips_fts.rowid WHERE trips_fts MATCH :word
  UNION
  SELECT trips.trip_id
  FROM secretaries_fts
  JOIN secretaries ON secretaries.rowid = secretaries_fts.rowid
  JOIN trips USING (secretary_id)
  WHERE secretaries_fts MATCH :word
)
