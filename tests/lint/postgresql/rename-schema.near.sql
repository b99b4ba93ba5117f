create schema blog;
