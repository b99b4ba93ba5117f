// The law of import: models of a database say what is in it, in both forms alike, and name what
// they do not say. Of the project's own models, of random schemas, and of databases that nobody
// made for Tenon (foreign/*.sql).
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>
#include <tenon/error.hpp>

#include "base/files.hpp"
#include "base/text.hpp"
#include "command/compare.hpp"
#include "command/models.hpp"
#include "command/scratch_database.hpp"
#include "command/trial.hpp"
#include "emit/emit.hpp"
#include "import/import.hpp"
#include "introspect/alike.hpp"
#include "introspect/columns.hpp"
#include "introspect/introspect.hpp"
#include "laws/random_schema.hpp"
#include "model/dump.hpp"
#include "schema/dialect.hpp"
#include "schema/diff.hpp"
#include "schema/schema_json.hpp"
#include "support/test_database.hpp"

namespace tenon::laws {
namespace {

using ImportFiles = std::vector<tenon::import::File>;

const std::filesystem::path source = TENON_SOURCE;

/// What is read of files that an import wrote.
command::Models read_import(const ImportFiles& files, const std::string& dialect) {
  const command::ScratchFolder folder;
  for (const auto& file : files)
    EXPECT_FALSE(base::write_file(folder.path() / file.path, file.text));
  command::Project project;
  project.folder = folder.path();
  project.models = {"*.hpp", "*.json"};
  project.dialects = {dialect};
  project.clang_include = {folder.path().string()};
  project.use_cache = false;
  command::Workspace workspace;
  workspace.is_quiet = true;
  command::Models models;
  try {
    models = command::read_models(project, workspace);
  } catch (const command::Failure& failure) {
    ADD_FAILURE() << failure.message << base::render(workspace.diagnostics, workspace.sources);
  }
  return models;
}

/// Without where they stand, which is no matter of what they say.
std::string sayings(model::Model model) {
  const auto forget = [](auto& all) {
    for (auto& one : all) {
      one.header.clear();
      one.source.clear();
      one.is_generated = false;
    }
  };
  forget(model.entities);
  forget(model.enums);
  return model::to_json(model);
}

struct Imported {
  ImportFiles headers;
  command::Models models;
  std::vector<std::string> left;  ///< all that is left alone, as `tenon import` prints it
};

/// What there is: schema, table that it is of, kind, name.
constexpr const char* objects_sql = R"(
with own as (select oid, nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'),
brought as (select classid, objid from pg_depend where deptype in ('e', 'i'))
select nspname::text, of::text, kind::text, name::text, '' from (
  select n.nspname, '' as of, 'relation ' || c.relkind::text as kind, c.relname as name, c.tableoid as classid, c.oid
  from pg_class c join own n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f', 'c')
  union all
  select n.nspname, '', 'sequence', c.relname, c.tableoid, c.oid
  from pg_class c join own n on n.oid = c.relnamespace
  where c.relkind = 'S'
    and not exists (select 1 from pg_depend d join pg_constraint k on k.conrelid = d.refobjid and k.contype = 'p'
                    and k.conkey = array[d.refobjsubid]::int2[]
                    where d.objid = c.oid and d.deptype = 'a')
  union all
  select n.nspname, t.relname, 'index', c.relname, c.tableoid, c.oid
  from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
  join own n on n.oid = t.relnamespace
  where not c.relispartition
  union all
  select n.nspname, t.relname, 'column', a.attname, 0::oid, 0::oid
  from pg_attribute a join pg_class t on t.oid = a.attrelid join own n on n.oid = t.relnamespace
  where t.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
  union all
  select n.nspname, t.relname, 'constraint', c.conname, c.tableoid, c.oid
  from pg_constraint c join pg_class t on t.oid = c.conrelid join own n on n.oid = t.relnamespace
  where c.conparentid = 0
  union all
  select n.nspname, t.relname, 'trigger', c.tgname, c.tableoid, c.oid
  from pg_trigger c join pg_class t on t.oid = c.tgrelid join own n on n.oid = t.relnamespace where not c.tgisinternal
  union all
  select n.nspname, t.relname, 'rule', c.rulename, c.tableoid, c.oid
  from pg_rewrite c join pg_class t on t.oid = c.ev_class join own n on n.oid = t.relnamespace
  where c.rulename <> '_RETURN'
  union all
  select n.nspname, '', 'policy', c.polname, c.tableoid, c.oid
  from pg_policy c join pg_class t on t.oid = c.polrelid join own n on n.oid = t.relnamespace
  union all
  select n.nspname, '', 'type', c.typname, c.tableoid, c.oid
  from pg_type c join own n on n.oid = c.typnamespace where c.typtype in ('e', 'd', 'r')
  union all
  select n.nspname, '', 'function', c.proname, c.tableoid, c.oid from pg_proc c join own n on n.oid = c.pronamespace
  union all
  select n.nspname, '', 'collation', c.collname, c.tableoid, c.oid from pg_collation c join own n on n.oid = c.collnamespace
  union all
  select n.nspname, '', 'operator', c.oprname, c.tableoid, c.oid from pg_operator c join own n on n.oid = c.oprnamespace
  union all
  select n.nspname, '', 'statistics', c.stxname, c.tableoid, c.oid from pg_statistic_ext c join own n on n.oid = c.stxnamespace
  union all
  select n.nspname, '', 'conversion', c.conname, c.tableoid, c.oid from pg_conversion c join own n on n.oid = c.connamespace
  union all
  select n.nspname, '', 'configuration', c.cfgname, c.tableoid, c.oid from pg_ts_config c join own n on n.oid = c.cfgnamespace
  union all select '', '', 'publication', pubname, tableoid, oid from pg_publication
  union all select '', '', 'server', srvname, tableoid, oid from pg_foreign_server
  union all select '', '', 'extension', extname, tableoid, oid from pg_extension where extname <> 'plpgsql'
  union all select '', '', 'schema', nspname, 0::oid, 0::oid from own where nspname <> 'public'
) as every_one
where (classid, oid) not in (select classid, objid from brought))";

/// An empty database.
class Place {
 public:
  explicit Place(tenon::Dialect dialect)
      : dialect_(dialect),
        database_(dialect),
        engine_(database_.url()),
        connection_(engine_.connect()) {}

  std::string dialect() const {
    return dialect_ == tenon::Dialect::sqlite ? "sqlite" : "postgresql";
  }
  Connection& connection() { return connection_; }
  void run_script(const std::filesystem::path& file) { database_.run_script(file.string()); }

  /// Holds the database to the law.
  Imported expect_law() {
    std::vector<introspect::Note> notes;
    const command::Live live = command::read_live(connection_, &notes);
    import::Options wanted;
    wanted.dialect = dialect();
    wanted.space = "app";
    wanted.columns = introspect::column_orders(connection_);
    command::Project project;
    project.dialects = {dialect()};
    const auto result = command::tried_models(connection_, live, wanted, project);
    const ImportFiles headers = import::headers(result.model);
    Imported made{headers, read_import(headers, dialect()), result.left};
    const command::Models json = read_import(import::documents(result.model), dialect());
    EXPECT_EQ(sayings(made.models.model), sayings(json.model));
    EXPECT_EQ(schema::to_json(made.models.schema), schema::to_json(json.schema));
    for (const std::vector<std::string>& more :
         {introspect::texts_of(notes), introspect::others(connection_)})
      made.left.insert(made.left.end(), more.begin(), more.end());
    expect_alike(live.schema, made.models.schema);
    expect_all_named(made);
    return made;
  }

 private:
  void expect_alike(schema::Schema live, const schema::Schema& models);
  void expect_all_named(const Imported& made);

  tenon::Dialect dialect_;
  test::TestDatabase database_;
  Engine engine_;
  Connection connection_;
};

void Place::expect_alike(schema::Schema live, const schema::Schema& models) {
  const schema::Schema wanted = introspect::canonical(connection_, models);
  introspect::take_words(connection_, live, wanted);
  command::take_strangers(live, {&wanted});
  const schema::Operations operations = schema::diff(live, wanted).operations;
  EXPECT_TRUE(operations.empty()) << schema::to_json(operations).dump(1);
}

/// Every object of the catalogue, and every column of a table that there is a model of.
void Place::expect_all_named(const Imported& made) {
  const std::string models = schema::to_json(made.models.schema).dump();
  const std::string left = base::join(made.left, "\n");
  const std::map<std::string, std::string> sql = {{"sqlite", R"(
select case when instr(name, '.') > 0 and type <> 'index' then substr(name, 1, instr(name, '.') - 1) else '' end,
       case type when 'index' then tbl_name else '' end, type, substr(name, instr(name, '.') + 1)
from sqlite_master where name not like 'sqlite!_%' escape '!')"},
                                                  {"postgresql", objects_sql}};
  std::set<std::string> tables;
  for (const schema::Table& one : made.models.schema.tables)
    tables.insert(schema::display_name(one.schema, one.name));
  int count = 0;
  Rows rows = connection_.query(sql.at(dialect()));
  while (rows.next()) {
    const auto space = rows.row().get<std::string>(0);
    const auto table = rows.row().get<std::string>(1);
    const auto name = rows.row().get<std::string>(3);
    // What a table has that is left alone is left alone with it.
    if (!table.empty() &&
        tables.count(schema::display_name(space == "public" ? "" : space, table)) == 0)
      continue;
    ++count;
    const std::string quoted = nlohmann::json(name).dump();
    EXPECT_TRUE(models.find(quoted) != std::string::npos || left.find(name) != std::string::npos ||
                left.find(base::replace_all(name, "\"", "\"\"")) != std::string::npos)
        << rows.row().get<std::string>(2) << " " << name << " of " << table << " is nowhere";
  }
  EXPECT_GT(count, 0);
}

class ImportLaws : public testing::TestWithParam<tenon::Dialect> {};

TEST_P(ImportLaws, OfOurOwnModels) {
  for (const char* folder :
       {"tests/golden/blog/expected", "tests/golden/exact/expected", "tests/golden/forms/expected",
        "samples/music/generated", "samples/queue/generated", "samples/shop/generated"}) {
    SCOPED_TRACE(folder);
    Place place{GetParam()};
    place.run_script(source / folder / ("schema." + place.dialect() + ".sql"));
    EXPECT_EQ(base::join(place.expect_law().left, "\n"), "");
  }
}

TEST_P(ImportLaws, OfRandomSchemas) {
  RandomSchema random{20261122};
  for (int i = 0; i < 5; ++i) {
    SCOPED_TRACE(i);
    Place place{GetParam()};
    const schema::Schema schema = random.make();
    for (const std::string& sql : schema::make_dialect(place.dialect())->create_statements(schema))
      place.connection().execute(sql);
    place.expect_law();
  }
}

/// The file's text is this; TENON_UPDATE_GOLDEN writes it.
void expect_text(const std::filesystem::path& file, const std::string& text) {
  if (std::getenv("TENON_UPDATE_GOLDEN") != nullptr) {
    ASSERT_FALSE(base::write_file(file, text));
    return;
  }
  std::error_code error;
  EXPECT_EQ(text, base::read_file(file, error));
}

/// All that is generated of the models, in one translation unit.
void expect_compiles(const ImportFiles& headers, const std::string& dialect) {
  const command::ScratchFolder folder;
  for (const auto& file : headers)
    ASSERT_FALSE(base::write_file(folder.path() / file.path, file.text));
  const command::Models models = read_import(headers, dialect);
  base::Sources sources;
  base::Diagnostics diagnostics;
  const auto database = schema::make_dialect(dialect);
  const emit::Project project{"foreign", "app", {database.get()}, {}};
  std::string program;
  for (const emit::File& file : emit::files(models.model, models.schema, project,
                                            emit::Templates::embedded(), sources, diagnostics)) {
    ASSERT_FALSE(base::write_file(folder.path() / file.path, file.text));
    if (base::ends_with(file.path, ".cpp")) program += "#include \"" + file.path + "\"\n";
  }
  ASSERT_FALSE(diagnostics.has_errors()) << render(diagnostics, sources);
  ASSERT_FALSE(base::write_file(folder.path() / "program.cpp", program));
  const std::string log = (folder.path() / "log").string();
  const std::string command = TENON_CXX " -std=gnu++20 -Wall -Wextra -Wpedantic -Werror " +
                              std::string{TENON_INCLUDES} + " -I" + folder.path().string() +
                              " -fsyntax-only " + (folder.path() / "program.cpp").string() + " >" +
                              log + " 2>&1";
  std::error_code error;
  EXPECT_EQ(std::system(command.c_str()), 0) << base::read_file(log, error).substr(0, 4000);
}

TEST_P(ImportLaws, OfDatabasesThatNobodyMadeForTenon) {
  const std::filesystem::path foreign = source / "tests/laws/foreign";
  const bool is_sqlite = GetParam() == tenon::Dialect::sqlite;
  for (const std::string& name : is_sqlite ? std::vector<std::string>{"sqlite"}
                                           : std::vector<std::string>{"postgresql", "words"}) {
    SCOPED_TRACE(name);
    Place place{GetParam()};
    place.run_script(foreign / (name + ".sql"));
    const Imported made = place.expect_law();
    expect_text(foreign / (name + ".left.txt"), base::join(made.left, "\n") + "\n");
    if (name == "words") expect_compiles(made.headers, place.dialect());
  }
}

INSTANTIATE_TEST_SUITE_P(Servers, ImportLaws,
                         testing::Values(tenon::Dialect::sqlite, tenon::Dialect::postgresql),
                         [](const auto& info) {
                           return info.param == tenon::Dialect::sqlite ? "sqlite" : "postgresql";
                         });

}  // namespace
}  // namespace tenon::laws
