drop table old_users, audit."Old";
