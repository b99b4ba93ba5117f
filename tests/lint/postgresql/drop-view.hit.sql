drop view active, app.late; drop materialized view totals;
