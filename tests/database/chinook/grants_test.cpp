// Two roles (fault M2): the owner upgrades, the application has rows only. `tenon grants` gives it
// what the repositories need, nothing less, and nothing of it is too much.
#include <gmock/gmock.h>

#include <array>
#include <cstdio>
#include <functional>

#include <tenon/engine.hpp>
#include <tenon/migration.hpp>
#include <tenon/session.hpp>

#include "artist_repository.hpp"
#include "migrations.hpp"
#include "support/postgres_server.hpp"
#include "support/test_database.hpp"

namespace chinook {
namespace {

using tenon::test::TestDatabase;

std::string output_of(const std::string& command) {
  FILE* const pipe = popen(command.c_str(), "r");
  std::string output;
  std::array<char, 4096> buffer{};
  while (std::fgets(buffer.data(), buffer.size(), pipe) != nullptr) output += buffer.data();
  EXPECT_EQ(pclose(pipe), 0) << command;
  return output;
}

class GrantsTest : public ::testing::Test {
 protected:
  GrantsTest() {
    run(admin_, "create role " + owner_name());
    run(admin_, "create role " + application_name());
    run(admin_, "alter role " + owner_name() + " login");
    run(admin_, "alter role " + application_name() + " login");
    run(admin_, "alter database " + database_.name() + " owner to " + owner_name());
    tenon::Migrator{owner_, music::migrations()}.upgrade();
    grant();
  }
  ~GrantsTest() override {
    run(admin_, "drop owned by " + application_name());
    run(admin_, "reassign owned by " + owner_name() + " to current_user");
    run(admin_, "drop owned by " + owner_name());
    run(admin_, "drop role " + application_name());
    run(admin_, "drop role " + owner_name());
  }

  static std::string owner_name() { return "music_owner_" + std::to_string(getpid()); }
  static std::string application_name() { return "music_app_" + std::to_string(getpid()); }
  std::string url_of(const std::string& role) const {
    std::string url = database_.url();
    const std::size_t begin = url.find("//") + 2;
    return url.replace(begin, url.find('@') - begin, role);
  }
  static void run(tenon::Engine& engine, const std::string& sql) { engine.connect().execute(sql); }
  void grant() {
    // Several statements travel as one text, as from a file.
    run(owner_, output_of(std::string{TENON_BIN} + "/tenon grants --project " + MUSIC_DIR +
                          "/tenon.json --role " + application_name()));
  }

  /// The SQLSTATE of what it throws, or "".
  static std::string refused(const std::function<void()>& call) {
    try {
      call();
    } catch (const tenon::Error& error) {
      return error.sqlstate();
    }
    return {};
  }

  TestDatabase database_{tenon::Dialect::postgresql};
  tenon::Engine admin_{database_.url()};
  tenon::Engine owner_{url_of(owner_name())};
  tenon::Engine application_{url_of(application_name())};
};

/// What an application does with a table, each by the right that it needs.
std::map<std::string, std::function<void(music::ArtistRepository&)>> uses() {
  return {{"select", [](music::ArtistRepository& artists) { artists.list(); }},
          {"insert", [](music::ArtistRepository& artists) { artists.create({.name = "a"}); }},
          {"update",
           [](music::ArtistRepository& artists) {
             artists.update_many(tenon::Filter::every_row(), {.name = "b"});
           }},
          {"delete", [](music::ArtistRepository& artists) {
             artists.remove_many(tenon::Filter::every_row());
           }}};
}

TEST_F(GrantsTest, are_enough) {
  tenon::Session session = application_.session();
  music::ArtistRepository artists{session};
  for (const auto& [right, use] : uses()) use(artists);
  music::Artist artist;
  artist.id = 5000;
  artist.name = "with a key of its own";
  artists.insert(artist);
  EXPECT_GT(artists.create({.name = "after it"}).id, artist.id);
  artists.bulk_load(std::vector<music::ArtistCreate>{{.name = "c"}, {.name = "d"}});
  session.commit();
  EXPECT_EQ(tenon::Migrator(application_, music::migrations()).current().size(), 1U);
}

TEST_F(GrantsTest, are_none_too_many) {
  for (const auto& [right, use] : uses()) {
    run(owner_, "revoke " + right + " on public.artists from " + application_name());
    tenon::Session session = application_.session();
    music::ArtistRepository artists{session};
    EXPECT_EQ(refused([&, &call = use] { call(artists); }), "42501") << right;
    grant();
  }
  const auto inserts = [this] {
    tenon::Session session = application_.session();
    music::Artist artist;
    artist.id = 70'000;
    artist.name = "far away";
    music::ArtistRepository{session}.insert(artist);
  };
  for (const char* const right : {"update", "usage"}) {
    run(owner_, std::string{"revoke "} + right + " on sequence public.artists_id_seq from " +
                    application_name());
    EXPECT_EQ(refused(inserts), "42501") << right;
    grant();
  }
  run(owner_, "revoke select on public.tenon_history from " + application_name());
  EXPECT_EQ(refused([this] {
              tenon::Migrator{application_, music::migrations()}.current();
            }),
            "42501");
}

TEST_F(GrantsTest, change_nothing_of_the_schema) {
  for (const char* const sql :
       {"create table public.t (id integer)", "create schema s", "drop table public.artists",
        "alter table public.artists add x integer", "truncate public.artists",
        "create index on public.artists (name)", "create view public.v as select 1",
        "create trigger t before insert on public.artists execute function "
        "suppress_redundant_updates_trigger()",
        "alter table public.artists disable trigger all", "comment on table public.artists is 'x'",
        "insert into public.tenon_history select * from public.tenon_history",
        "update public.tenon_history set state = 'applied'", "delete from public.tenon_history",
        "create function public.f() returns int language sql as 'select 1'"}) {
    EXPECT_EQ(refused([&] { run(application_, sql); }), "42501") << sql;
  }
  EXPECT_EQ(refused([this] {
              tenon::MigratorOptions options;
              options.accept_data_loss = true;
              tenon::Migrator{application_, music::migrations(), options}.downgrade("base");
            }),
            "42501");
  EXPECT_EQ(tenon::Migrator(owner_, music::migrations()).current().size(), 1U);
}

}  // namespace
}  // namespace chinook
