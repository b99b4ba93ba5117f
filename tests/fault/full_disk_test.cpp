// A disk that fills up in the middle of a revision (fault F8): that transaction is gone, the error
// says so, and the second run, with room, comes to the end.
#include <gmock/gmock.h>

#include <cstdio>
#include <fstream>

#include "database/migrator/scratch.hpp"
#include "fault/twenty_steps.hpp"
#include "support/postgres_server.hpp"

namespace tenon::test {
namespace {

using ::testing::HasSubstr;

/// A file whose existence fills the disk.
class FullDisk {
 public:
  FullDisk() : file_("/tmp/tenon-full-disk." + std::to_string(getpid())) {
    setenv("TENON_FULL_DISK", file_.c_str(), 1);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;
  ~FullDisk() {
    empty();
    unsetenv("TENON_FULL_DISK");
  }
  void fill() const {
    std::ofstream{file_};
    std::filesystem::permissions(file_, std::filesystem::perms::all);
  }
  void empty() const { std::remove(file_.c_str()); }
  const std::string& file() const { return file_; }

 private:
  std::string file_;
};

/// Fills the disk as a statement begins.
class Filler : public MigrationObserver {
 public:
  Filler(const FullDisk& disk, std::size_t at) : disk_(disk), at_(at) {}
  void statement_began(const MigrationProgress& progress) override {
    if (progress.number == at_) disk_.fill();
  }

 private:
  const FullDisk& disk_;
  std::size_t at_;
};

/// The twenty steps; the first statement of the second group writes more rows than there is room.
Revision wide_steps() {
  Revision revision = twenty_steps();
  for (Revision::Scripts& scripts : revision.scripts) {
    std::vector<MigrationStatement>& up = scripts.up.statements;
    up[4].sql = std::string{"insert into "} +
                (scripts.dialect == Dialect::sqlite ? "child" : "public.extra") +
                " with recursive i (n) as (select 2001 union all select n + 1 from i where n < "
                "60000) select n, 1" +
                (scripts.dialect == Dialect::sqlite ? ", 'note' from i" : " from i");
  }
  return revision;
}

void expect_a_second_chance(Engine& engine, const FullDisk& disk, const std::string& sqlstate) {
  fill(engine);
  Filler filler{disk, 5};
  MigratorOptions options;
  options.observer = &filler;
  Migrator migrator{engine, {wide_steps()}, options};
  const Error error = error_of([&] { migrator.upgrade(); });
  disk.empty();
  EXPECT_EQ(error.sqlstate(), sqlstate);
  EXPECT_EQ(error.kind(), ErrorKind::migration);
  EXPECT_THAT(error.what(), HasSubstr("were rolled back, statements 1 to 4 stay: the same command "
                                      "goes on from there"));
  EXPECT_TRUE(error.connection_usable());
  EXPECT_EQ(migrator.history().at(0).statements, 4);
  EXPECT_EQ(count_of_rows(engine), "300 600\n");
  EXPECT_EQ(Migrator(engine, {wide_steps()}).upgrade().size(), 1U);
  EXPECT_EQ(number(engine, "select count(*) from parent"), 300);
}

TEST(FullDisk, postgresql) {
  const FullDisk disk;
  const PrivateServer server{"LD_PRELOAD=" TENON_FULL_DISK_LIBRARY " TENON_FULL_DISK=" +
                             disk.file()};
  Engine engine{synchronous(server)};
  expect_a_second_chance(engine, disk, "53100");
}

TEST(FullDisk, sqlite) {
  const FullDisk disk;
  const Scratch scratch{Dialect::sqlite};
  Engine engine{scratch.url()};
  expect_a_second_chance(engine, disk, "");
}

}  // namespace
}  // namespace tenon::test
