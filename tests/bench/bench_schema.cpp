// CPU milliseconds of what migrations compute without a database: the diff of two large schemas,
// and the fold of many revisions. Each at several sizes: what is linear costs the same for a table.
#include <cstddef>
#include <cstdio>
#include <ctime>
#include <string>

#include "schema/diff.hpp"
#include "schema/operation.hpp"
#include "schema/schema.hpp"

namespace tenon::bench {
namespace {

using schema::Schema;
using schema::Table;

schema::Column column(const std::string& name, schema::ColumnType::Kind kind) {
  schema::Column made;
  made.name = name;
  made.type.kind = kind;
  return made;
}

/// The tables of migrations.sh.
Table table(std::size_t n) {
  using Kind = schema::ColumnType::Kind;
  Table made;
  made.name = "things_" + std::to_string(n);
  made.columns = {column("id", Kind::int64),
                  column("email", Kind::text),
                  column("name", Kind::text),
                  column("city", Kind::text),
                  column("size", Kind::int32),
                  column("weight", Kind::float64),
                  column("is_visible", Kind::boolean),
                  column("remark", Kind::text),
                  column("created_at", Kind::timestamp),
                  column("before_id", Kind::int64)};
  made.columns[0].identity = true;
  made.primary_key = schema::PrimaryKey{made.name + "_pkey", {"id"}};
  made.uniques = {{made.name + "_email_key", {"email"}}};
  made.indexes.resize(2);
  made.indexes[0].name = made.name + "_city_idx";
  made.indexes[0].parts = {{"city"}};
  made.indexes[1].name = made.name + "_before_id_idx";
  made.indexes[1].parts = {{"before_id"}};
  if (n > 0) {
    made.foreign_keys = {{made.name + "_before_id_fkey",
                          {"before_id"},
                          "",
                          "things_" + std::to_string((n - 1) / 4),
                          {"id"}}};
  }
  return made;
}

Schema tables(std::size_t count) {
  Schema made;
  for (std::size_t n = 0; n < count; ++n) made.tables.push_back(table(n));
  return made;
}

template <class Work>
double milliseconds(Work work) {
  const std::clock_t began = std::clock();
  work();
  return 1000.0 * static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
}

void diffs(std::size_t count) {
  const Schema before = tables(count);
  Schema after = before;
  for (std::size_t n = 0; n < count; n += 10) {
    after.tables[n].columns.push_back(column("colour", schema::ColumnType::Kind::text));
  }
  std::size_t found = 0;
  const auto run = [&](const char* what, const Schema& from, const Schema& to) {
    const double ms = milliseconds([&] { found = schema::diff(from, to).operations.size(); });
    std::printf("diff of %5zu tables, %-22s %8.1f ms  (%zu operations)\n", count, what, ms, found);
  };
  run("nothing differs", before, before);
  run("a tenth differs", before, after);
  run("all of them new", {}, before);
  run("all of them dropped", before, {});
}

/// A revision makes one table; what they did is applied in order, as a fold does.
void folds(std::size_t count) {
  std::vector<schema::Operations> revisions;
  for (std::size_t n = 0; n < count; ++n) {
    revisions.push_back({schema::CreateTable{table(n)}});
    revisions.back().push_back(
        schema::AddColumn{{"", "things_" + std::to_string(n / 2)},
                          column("c" + std::to_string(n), schema::ColumnType::Kind::text),
                          ""});
  }
  Schema folded;
  const double ms = milliseconds([&] {
    for (const schema::Operations& operations : revisions) schema::apply(operations, folded);
  });
  std::printf("fold of %5zu revisions                     %8.1f ms\n", count, ms);
}

}  // namespace
}  // namespace tenon::bench

int main() {
  for (const std::size_t count : {1'000, 5'000, 10'000}) tenon::bench::diffs(count);
  for (const std::size_t count : {1'000, 5'000}) tenon::bench::folds(count);
}
