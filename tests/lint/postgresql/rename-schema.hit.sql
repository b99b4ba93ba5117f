alter schema app rename to blog;
