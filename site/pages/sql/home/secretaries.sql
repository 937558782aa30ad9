-- The longest away, for those to whom the chart says nothing.
SELECT secretary_id, secretary, days_abroad, trips, countries FROM days_abroad ORDER BY entered_on DESC LIMIT 6
