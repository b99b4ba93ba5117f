// Names that mean something elsewhere: every keyword of PostgreSQL and of SQLite, of C++, names of
// macros, and names with quotes, spaces and letters of other scripts. Each works in SQL unchanged;
// in C++ it works unchanged or is refused with the way out, and the way out works.
#include <cstdlib>
#include <filesystem>
#include <set>

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <nlohmann/json.hpp>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>

#include "base/files.hpp"
#include "base/names.hpp"
#include "base/text.hpp"
#include "emit/emit.hpp"
#include "frontend/json/read.hpp"
#include "introspect/introspect.hpp"
#include "laws/plan_runner.hpp"
#include "lower/lower.hpp"
#include "model/check.hpp"
#include "query/render.hpp"
#include "schema/diff.hpp"
#include "schema/schema_json.hpp"
#include "support/test_database.hpp"

namespace tenon::laws {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// PostgreSQL's own list (`pg_get_keywords`: all, not only the reserved ones).
std::vector<std::string> words_of_postgresql() {
  const test::TestDatabase database{Dialect::postgresql};
  Engine engine{database.url()};
  Connection connection = engine.connect();
  std::vector<std::string> words;
  Rows rows = connection.query("select word from pg_get_keywords() order by word");
  while (rows.next()) words.push_back(rows.row().get<std::string>(0));
  return words;
}

std::vector<std::string> words_of_sqlite() {
  std::vector<std::string> words;
  for (int i = 0; i < sqlite3_keyword_count(); ++i) {
    const char* text = nullptr;
    int size = 0;
    sqlite3_keyword_name(i, &text, &size);
    words.push_back(base::to_lower(std::string(text, static_cast<std::size_t>(size))));
  }
  return words;
}

std::set<std::string> all_words() {
  std::set<std::string> words;
  for (const std::string& word : words_of_postgresql()) words.insert(word);
  for (const std::string& word : words_of_sqlite()) words.insert(word);
  for (const char* word :
       {"class",    "and",     "bitor", "co_await", "requires", "operator", "int",    "final",
        "import",   "module",  "errno", "linux",    "unix",     "stdin",    "assert", "override",
        "signals",  "emit",    "row",   "table",    "column",   "session",  "where",  "oid",
        "size",     "sizeof",  "std",   "tenon",    "string",   "uint8_t",  "main",   "data",
        "optional", "values_", "_id",   "id_",      "x1",       "O",        "Type",   "camelCase"})
    words.insert(word);
  return words;
}

struct Checked {
  model::Model model;
  std::string messages;
};

Checked check(const json& definitions) {
  base::Sources sources;
  base::Diagnostics diagnostics;
  const json document = {{"x-tenon", {{"namespace", "words"}}}, {"$defs", definitions}};
  const int source = sources.add("words.json", document.dump());
  Checked checked;
  checked.model =
      model::check(frontend::json::read(sources, {source}, {}, diagnostics), sources, diagnostics);
  checked.messages = render(diagnostics, sources);
  return checked;
}

json text_field(const std::string& column = {}) {
  json field = {{"type", "string"}, {"default", "?"}};
  if (!column.empty()) field["x-tenon"]["column"] = column;
  return field;
}

json entity_of(const std::string& table, const json& fields) {
  json entity = {{"type", "object"}, {"x-tenon", {{"table", table}}}};
  entity["properties"] = fields;
  entity["properties"]["key"] = {{"type", "integer"}, {"x-tenon", {{"primary_key", true}}}};
  entity["required"] = json::array();
  for (const auto& [name, field] : entity["properties"].items()) entity["required"].push_back(name);
  return entity;
}

/// Whether the word can be a member's name in C++; else the message has to say so, and how to keep
/// the column.
bool is_field_name(const std::string& word) {
  const std::string messages =
      check({{"Thing", entity_of("things", {{word, text_field()}})}}).messages;
  if (messages.empty()) return true;
  EXPECT_NE(messages.find("[bad-identifier]"), std::string::npos) << messages;
  EXPECT_NE(messages.find("\"x-tenon\": {\"column\": \"" + word + "\"}"), std::string::npos)
      << messages;
  return false;
}

/// All words as columns of one table (`field`s where C++ takes them), each as a table, as an
/// index's and a key's name.
json definitions_of(const std::set<std::string>& words, std::set<std::string>& refused) {
  json fields;
  std::set<std::string> columns;
  int number = 0;
  for (const std::string& word : words) {
    if (word == "key" || !columns.insert(base::to_lower(word)).second) continue;
    if (is_field_name(word)) {
      fields[word] = text_field();
    } else {
      refused.insert(word);
      fields["field_" + std::to_string(++number)] = text_field(word);
    }
  }
  json definitions = {{"Everything", entity_of("everything", fields)}};
  number = 0;
  for (const std::string& column : columns) {
    json entity = entity_of(column, {{"field", text_field(column)}});
    entity["x-tenon"]["unique"] = {{{"fields", {"field", "key"}}, {"name", column + " key"}}};
    entity["x-tenon"]["index"] = {{{"fields", {"field"}}, {"name", "\"" + column}}};
    definitions["Thing" + std::to_string(++number)] = std::move(entity);
  }
  for (const char* odd : {"two words", "a\"b", "it's", "ünïcode", "日本語", "a.b", "x--y", "a;b",
                          "%s", "$1", "?", ":a", "[x]", "`x`", "back\\slash", "123", " ", "🙂"}) {
    json entity = entity_of(odd, {{"field", text_field(odd)}});
    entity["x-tenon"]["index"] = {{{"fields", {"field"}}, {"name", std::string{odd} + " idx"}}};
    definitions["Thing" + std::to_string(++number)] = std::move(entity);
  }
  return definitions;
}

const std::set<std::string>& words() {
  static const std::set<std::string> all = all_words();
  return all;
}

const model::Model& model_of_words() {
  static const Checked checked = [] {
    std::set<std::string> refused;
    Checked made = check(definitions_of(words(), refused));
    EXPECT_EQ(made.messages, "");
    return made;
  }();
  return checked.model;
}

schema::Schema schema_of_words() {
  base::Diagnostics diagnostics;
  schema::Schema schema = lower::lower(model_of_words(), {}, diagnostics);
  EXPECT_FALSE(diagnostics.has_errors());
  return schema;
}

/// PREPARE takes the place of the driver, which gives the types of parameters itself.
std::string prepared(const query::Statement& statement, const std::string& sql) {
  const auto* insert = std::get_if<query::Insert>(&statement.tree);
  if (insert == nullptr || !insert->by_arrays) return "prepare p as " + sql;
  std::vector<std::string> types;
  for (const query::Column& column : query::parameters(statement))
    types.push_back(column.type.kind == model::TypeKind::string ? "text[]" : "bigint[]");
  return "prepare p (" + base::join(types, ", ") + ") as " + sql;
}

TEST(AllWords, OnlyWordsOfCppAreRefusedInCpp) {
  ASSERT_GT(words().size(), 480U);
  std::set<std::string> refused;
  definitions_of(words(), refused);
  for (const std::string& word : refused)
    EXPECT_TRUE(base::is_cpp_keyword(word) || base::is_standard_macro(word)) << word;
  for (const char* word : {"class", "int", "and", "co_await", "errno", "linux"})
    EXPECT_EQ(refused.count(word), 1U) << word;
  for (const char* word : {"select", "user", "order", "final", "import", "session", "std"})
    EXPECT_EQ(refused.count(word), 0U) << word;
}

TEST(AllWords, CompileAsMembers) {
  base::Sources sources;
  base::Diagnostics diagnostics;
  const schema::Schema schema = schema_of_words();
  const auto postgresql = schema::make_dialect("postgresql");
  const auto sqlite = schema::make_dialect("sqlite");
  model::Model model = model_of_words();
  model.entities.erase(std::remove_if(model.entities.begin(), model.entities.end(),
                                      [](auto& one) { return one.name != "Everything"; }),
                       model.entities.end());
  const emit::Project project{"words", "words", {postgresql.get(), sqlite.get()}, {}};
  std::string name = (fs::temp_directory_path() / "tenon-words.XXXXXX").string();
  const fs::path folder = mkdtemp(name.data());
  std::string program;
  for (const emit::File& file :
       emit::files(model, schema, project, emit::Templates::embedded(), sources, diagnostics)) {
    ASSERT_FALSE(base::write_file(folder / file.path, file.text));
    if (base::ends_with(file.path, ".cpp")) program += "#include \"" + file.path + "\"\n";
  }
  ASSERT_FALSE(diagnostics.has_errors()) << render(diagnostics, sources);
  ASSERT_FALSE(base::write_file(folder / "program.cpp", program));
  const std::string log = (folder / "log").string();
  const std::string command = TENON_CXX " -std=gnu++20 -Wall -Wextra -Wpedantic -Werror " +
                              std::string{TENON_INCLUDES} + " -I" + folder.string() +
                              " -fsyntax-only " + (folder / "program.cpp").string() + " >" + log +
                              " 2>&1";
  std::error_code error;
  EXPECT_EQ(std::system(command.c_str()), 0) << base::read_file(log, error).substr(0, 4000);
  fs::remove_all(folder);
}

class AllWordsLive : public testing::TestWithParam<tenon::Dialect> {};

TEST_P(AllWordsLive, WorkInSqlUnchanged) {
  const bool is_sqlite = GetParam() == Dialect::sqlite;
  const test::TestDatabase database{GetParam()};
  Engine engine{database.url()};
  Connection connection = engine.connect();
  const auto dialect = schema::make_dialect(is_sqlite ? "sqlite" : "postgresql");
  const schema::Schema schema = schema_of_words();
  run_plan(connection, dialect->plan(schema::diff({}, schema).operations, {}));
  const auto live_differences = [&] {
    const schema::Schema live = introspect::introspect(connection);
    const schema::Schema canonical = introspect::canonical(connection, schema);
    EXPECT_EQ(introspect::canonical(connection, schema, live), canonical);
    EXPECT_EQ(introspect::canonical(connection, schema, {}), canonical);
    return schema::diff(live, canonical).operations;
  };
  EXPECT_TRUE(live_differences().empty()) << schema::to_json(live_differences()).dump(1);
  for (const model::Entity& entity : model_of_words().entities) {
    for (const query::Statement& statement :
         query::statements(entity, *schema.find("", entity.table))) {
      const std::string sql = query::render(statement, *dialect);
      if (sql.empty()) continue;
      ASSERT_NO_THROW(connection.execute(is_sqlite ? "explain " + sql : prepared(statement, sql)))
          << sql;
      if (!is_sqlite) connection.execute("deallocate p");
    }
  }
  run_plan(connection, dialect->plan(schema::diff(schema, {}).operations, schema));
  EXPECT_EQ(introspect::introspect(connection), schema::Schema{});
}

INSTANTIATE_TEST_SUITE_P(Both, AllWordsLive,
                         testing::Values(tenon::Dialect::postgresql, tenon::Dialect::sqlite),
                         [](const auto& info) {
                           return info.param == tenon::Dialect::sqlite ? "sqlite" : "postgresql";
                         });

}  // namespace
}  // namespace tenon::laws
