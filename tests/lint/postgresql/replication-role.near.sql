set session_replication_role = origin;
reset session_replication_role;
