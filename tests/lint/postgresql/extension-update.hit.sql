alter extension citext update;
