refresh materialized view totals with data;
