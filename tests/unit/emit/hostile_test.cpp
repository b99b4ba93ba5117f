// Text of a model is data: whatever descriptions, defaults, patterns and SQL hold, the generated
// files compile, and what C++ reads back of them is equal. Named after a description that closes a
// comment.
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>
#include <re2/re2.h>
#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "base/text.hpp"
#include "emit/emit.hpp"
#include "lower/lower.hpp"
#include "support/hostile_texts.hpp"
#include "unit/emit/reading.hpp"

namespace tenon::emit {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const std::vector<std::string>& hostile() { return test::hostile_texts(); }

/// The bytes as a C++ expression that shares no escaping with the code under test.
std::string as_bytes(const std::string& text) {
  std::string expression = "std::string{";
  for (const char c : text)
    expression += "char(" + std::to_string(static_cast<int>(static_cast<unsigned char>(c))) + "),";
  return expression + "}";
}

std::string sql_text(const std::string& text) {
  return "'" + base::replace_all(text, "'", "''") + "'";
}

std::string name(const char* stem, std::size_t number) { return stem + std::to_string(number); }

model::Model hostile_model() {
  json properties = {{"id", {{"type", "integer"}, {"x-tenon", {{"primary_key", true}}}}}};
  json required = {"id"};
  const auto add = [&](const std::string& field, json schema) {
    schema["type"] = "string";
    properties[field] = std::move(schema);
    required.push_back(field);
  };
  json definitions;
  for (std::size_t i = 0; i < hostile().size(); ++i) {
    const std::string& text = hostile()[i];
    add(name("text", i), {{"description", text}, {"default", text}});
    add(name("matched", i), {{"pattern", "^" + RE2::QuoteMeta(text) + "$"}});
    add(name("made", i), {{"x-tenon", {{"default_sql", sql_text(text)}}}});
    definitions[name("Kind", i)] = {
        {"type", "string"}, {"description", text}, {"enum", {"a", "b"}}};
    properties[name("kind", i)] = {{"$ref", name("#/$defs/Kind", i)}, {"description", text}};
    definitions[name("Other", i)] = {
        {"type", "object"},
        {"description", text},
        {"x-tenon", {{"table", name("others\"')\\ */ {{x}} «x» ", i)}}},
        {"properties",
         {{"id",
           {{"type", "integer"}, {"x-tenon", {{"primary_key", true}, {"column", "*/\"'\\"}}}}}}},
        {"required", {"id"}}};
  }
  definitions["Thing"] = {{"type", "object"},
                          {"description", hostile().front()},
                          {"x-tenon", {{"table", "things"}}},
                          {"properties", properties},
                          {"required", required}};
  return test::model_of(definitions.dump());
}

std::vector<EmbeddedRevision> hostile_revisions() {
  std::vector<EmbeddedRevision> revisions;
  for (const std::string& text : hostile())
    revisions.push_back({"20261121T101500",
                         {text},
                         text,
                         {{"postgresql", {{text, "c", 1, true, {text}}}, {}, {}, {text}}}});
  return revisions;
}

/// Factories and printers, which link what programs do not.
bool is_for_tests(const File& file) { return file.path.starts_with("testing/"); }

/// A program that holds every generated file and says what it read wrongly.
std::string program_of(const std::vector<File>& files) {
  std::string text = "#include <cstdio>\n#include <string>\n";
  for (const File& file : files)
    if (base::ends_with(file.path, ".cpp") && !is_for_tests(file))
      text += "#include \"" + file.path + "\"\n";
  text +=
      "int wrong = 0;\n"
      "void expect(bool good, int number, const char* what) {\n"
      "  if (!good) { ++wrong; std::printf(\"%s %d\\n\", what, number); }\n"
      "}\n"
      "bool has(const char* member, const tenon::Violations& all) {\n"
      "  for (const tenon::Violation& one : all)\n"
      "    if (one.type == \"string_pattern_mismatch\" && one.loc.front().name == member) return "
      "true;\n"
      "  return false;\n"
      "}\n";
  std::string body =
      "int main() {\n  const std::vector<tenon::Revision> revisions = shop::migrations();\n";
  for (std::size_t i = 0; i < hostile().size(); ++i) {
    const std::string n = std::to_string(i);
    text += "void check" + n + "(const tenon::Revision& revision) {\n  const std::string text = " +
            as_bytes(hostile()[i]) +
            ";\n  const std::string sql = " + as_bytes(sql_text(hostile()[i])) +
            ";\n  expect(shop::Thing{}.text" + n + " == text, " + n +
            ", \"default of the struct\");\n" + "  shop::ThingUpdate update;\n  update.matched" +
            n + " = text;\n" + "  expect(!has(\"matched" + n + "\", validate(update)), " + n +
            ", \"pattern\");\n" + "  update.matched" + n + " = text + \"!\";\n" +
            "  expect(has(\"matched" + n + "\", validate(update)), " + n +
            ", \"pattern of another\");\n" +
            "  expect(shop::thing_create_sql.text(tenon::Dialect::sqlite).text.find(\", \" + sql + "
            "\")\") != "
            "std::string_view::npos, " +
            n + ", \"SQL\");\n" +
            "  expect(revision.message == text && revision.parents.front() == text, " + n +
            ", \"message\");\n" +
            "  expect(revision.scripts.front().up.statements.front().sql == text, " + n +
            ", \"statement\");\n}\n";
    body += "  check" + n + "(revisions[" + n + "]);\n";
  }
  return text + body + "  return wrong;\n}\n";
}

class HostileTest : public testing::Test {
 protected:
  HostileTest() {
    std::string name = (fs::temp_directory_path() / "tenon-hostile.XXXXXX").string();
    folder = mkdtemp(name.data());
  }
  ~HostileTest() override { fs::remove_all(folder); }

  /// The output of a command, and that it came to a good end.
  std::string output_of(const std::string& command) const {
    const fs::path log = folder / "log";
    const int status = std::system((command + " >" + log.string() + " 2>&1").c_str());
    std::error_code error;
    std::string text = base::read_file(log, error);
    EXPECT_EQ(status, 0) << command << "\n" << text.substr(0, 4000);
    return text;
  }

  /// What is generated for one database is C++ that a strict compiler takes.
  void expect_compiles(const char* definitions, const char* database) const {
    const model::Model model = test::model_of(definitions);
    base::Sources sources;
    base::Diagnostics diagnostics;
    const schema::Schema schema = lower::lower(model, {}, diagnostics);
    const auto dialect = schema::make_dialect(database);
    const std::vector<File> files =
        emit::files(model, schema, {"shop", "shop", {dialect.get()}, {}, true},
                    Templates::embedded(), sources, diagnostics);
    ASSERT_FALSE(diagnostics.has_errors()) << render(diagnostics, sources);
    std::string program;
    for (const File& file : files) {
      ASSERT_FALSE(base::write_file(folder / file.path, file.text));
      if (base::ends_with(file.path, ".cpp")) program += "#include \"" + file.path + "\"\n";
    }
    ASSERT_FALSE(base::write_file(folder / "program.cpp", program));
    expect_good("program.cpp");
  }

  void expect_good(const std::string& file) const {
    const std::string here = folder.string();
    output_of(TENON_CXX " -std=gnu++20 -Wall -Wextra -Wpedantic -Werror " TENON_INCLUDES " -I" +
              here + " -I" + here + "/testing -fsyntax-only " + here + "/" + file);
  }

  fs::path folder;
};

TEST_F(HostileTest, ADescriptionThatClosesACommentAndItsLikeCompileAndAreReadBack) {
  const model::Model model = hostile_model();
  base::Sources sources;
  base::Diagnostics diagnostics;
  const schema::Schema schema = lower::lower(model, {}, diagnostics);
  const auto postgresql = schema::make_dialect("postgresql");
  const auto sqlite = schema::make_dialect("sqlite");
  const Project project{
      "shop */", "shop", {postgresql.get(), sqlite.get()}, hostile_revisions(), true};
  const std::vector<File> files =
      emit::files(model, schema, project, Templates::embedded(), sources, diagnostics);
  ASSERT_FALSE(diagnostics.has_errors()) << render(diagnostics, sources);
  for (const File& file : files) {
    ASSERT_FALSE(base::write_file(folder / file.path, file.text));
    if (base::ends_with(file.path, ".json")) {
      EXPECT_TRUE(json::accept(file.text)) << file.path;
    }
  }
  ASSERT_FALSE(base::write_file(folder / "program.cpp", program_of(files)));
  const std::string program = (folder / "program").string();
  output_of(TENON_CXX " -std=c++20 -Wall -Wextra -Wpedantic -Werror " TENON_INCLUDES " -I" +
            folder.string() + " " + program + ".cpp -o " + program +
            " " TENON_RUNTIME " -lre2 -pthread");
  EXPECT_EQ(output_of(program), "");

  std::string for_tests;
  for (const File& file : files)
    if (is_for_tests(file) && base::ends_with(file.path, ".cpp"))
      for_tests += "#include \"" + file.path + "\"\n";
  EXPECT_NE(for_tests.find("thing_factory.cpp"), std::string::npos);
  EXPECT_NE(for_tests.find("thing_printer.cpp"), std::string::npos);
  ASSERT_FALSE(base::write_file(folder / "for_tests.cpp", for_tests));
  expect_good("for_tests.cpp");
}

/// Names that are C++'s or the templates' kind of names, and an entity that nothing lists.
const char* const lower_case_model = R"({
  "mode": {"type": "string", "enum": ["on", "off"]},
  "json": {"type": "string", "enum": ["a"]},
  "pair": {
    "type": "object",
    "x-tenon": {"table": "pairs", "primary_key": ["left_id", "mode"]},
    "properties": {
      "left_id": {"type": "integer"},
      "mode": {"$ref": "#/$defs/mode"},
      "other": {"$ref": "#/$defs/mode"},
      "format": {"$ref": "#/$defs/json", "default": "a"},
      "text": {"type": "string", "default": "a ??= b", "description": "a ??= b"}
    },
    "required": ["left_id", "mode", "text"]
  },
  "tag": {
    "type": "object",
    "x-tenon": {"table": "tags"},
    "properties": {
      "id": {"type": "integer", "x-tenon": {"primary_key": true}},
      "mode": {"$ref": "#/$defs/mode", "x-tenon": {"index": true}}
    },
    "required": ["id", "mode"]
  }
})";

TEST_F(HostileTest, NamesInLowerCaseAndAnEntityThatNothingListsCompile) {
  expect_compiles(lower_case_model, "sqlite");
}

/// Statements with casts, which SQLite would not take; relations whose names, and names of tables,
/// are those that the generated code uses.
const char* const one_database_model = R"({
  "Related": {
    "type": "object",
    "x-tenon": {
      "table": "t1",
      "link": [{"name": "related", "through": "Between", "from": ["rows"], "to": ["found"]}]
    },
    "properties": {
      "id": {"type": "integer", "x-tenon": {"primary_key": true}},
      "code": {"type": "string", "x-tenon": {"unique": true, "type": "citext"}},
      "up": {"type": "integer", "deprecated": true,
             "x-tenon": {"references": {"field": "Related.id", "relation": "table", "inverse": "found"}}},
      "by_code": {"type": "string",
                  "x-tenon": {"type": "citext", "references": {"field": "Related.code", "relation": "rows"}}}
    },
    "required": ["id", "code"]
  },
  "Between": {
    "type": "object",
    "x-tenon": {"table": "t2", "primary_key": ["rows", "found"]},
    "properties": {
      "rows": {"type": "integer", "x-tenon": {"references": {"field": "Related.id"}}},
      "found": {"type": "integer", "x-tenon": {"references": {"field": "Related.id"}}}
    },
    "required": ["rows", "found"]
  }
})";

TEST_F(HostileTest, AProjectForPostgresqlAloneCompiles) {
  expect_compiles(one_database_model, "postgresql");
}

// What a compiler does not read back of a comment, the reader does.
TEST(HostileComments, SayWhatTheDescriptionSays) {
  const model::Model model = hostile_model();
  base::Sources sources;
  base::Diagnostics diagnostics;
  const auto sqlite = schema::make_dialect("sqlite");
  const schema::Schema schema = lower::lower(model, {}, diagnostics);
  const std::vector<File> files = emit::files(model, schema, {"shop", "shop", {sqlite.get()}, {}},
                                              Templates::embedded(), sources, diagnostics);
  ASSERT_FALSE(diagnostics.has_errors());
  for (std::size_t i : {0U, 1U, 2U, 6U, 7U, 12U, 13U, 14U}) {
    const std::string comment =
        "/// " + base::replace_all(hostile()[i], "\n", "\n/// ") + "\nenum class ";
    bool found = false;
    for (const File& file : files)
      if (file.path == name("kind", i) + ".hpp" || file.path == name("kind_", i) + ".hpp")
        found = file.text.find(comment) != std::string::npos;
    EXPECT_TRUE(found) << hostile()[i];
  }
}

}  // namespace
}  // namespace tenon::emit
