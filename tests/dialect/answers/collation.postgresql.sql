-- alter column users.bio: type text to text collate de-x-icu, sqlite: nocase

-- up
-- group 0
-- hazard may_fail: column users.bio goes from text to text collate de-x-icu: values of a key that become equal stop the migration
-- hazard rewrites: the collation of users.bio writes its indexes anew while nobody can read it
-- writes its indexes anew under an exclusive lock
alter table "public"."users"
  alter column "bio" type text collate "de-x-icu";

-- down
-- group 0
-- hazard rewrites: the collation of users.bio writes its indexes anew while nobody can read it
-- writes its indexes anew under an exclusive lock
alter table "public"."users"
  alter column "bio" type text;
