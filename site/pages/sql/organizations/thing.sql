SELECT * FROM organizations WHERE organization_id = :id
