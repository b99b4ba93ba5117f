"my ""users"""
"audit.my ""users"""
$2
"id" in (select value from tenon_array($1))


