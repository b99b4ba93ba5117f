drop role blog;
