drop database blog;
