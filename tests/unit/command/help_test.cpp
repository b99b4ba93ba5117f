// What the help shows can be pasted: each word's example is put into a small model, in both forms,
// and both are accepted and mean the same tables. So are the types.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "command/help_types.hpp"
#include "frontend/clang/read.hpp"
#include "frontend/json/read.hpp"
#include "lower/lower.hpp"
#include "model/check.hpp"
#include "model/vocabulary.hpp"

namespace tenon::command {
namespace {

using model::Place;
using model::Word;

struct Reading {
  schema::Schema schema;
  std::string messages;
};

Reading lowered(const model::Draft& draft, base::Sources& sources, base::Diagnostics& diagnostics) {
  Reading reading;
  const model::Model model = model::check(draft, sources, diagnostics);
  if (!diagnostics.has_errors()) reading.schema = lower::lower(model, {}, diagnostics);
  reading.messages = base::render(diagnostics, sources);
  return reading;
}

Reading read_cpp(const std::string& text) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("tenon-help-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream{folder / "m.hpp", std::ios::binary}
      << "#pragma once\n#include <tenon/model.hpp>\nnamespace blog {\n"
      << text << "}\n";
  frontend::clang::Options options;
  options.project_dir = folder.string();
  base::Sources sources;
  base::Diagnostics diagnostics;
  const model::Draft draft = frontend::clang::read({"m.hpp"}, options, sources, diagnostics).draft;
  Reading reading = lowered(draft, sources, diagnostics);
  std::filesystem::remove_all(folder);
  return reading;
}

Reading read_json(const std::string& definitions) {
  base::Sources sources;
  base::Diagnostics diagnostics;
  const int document = sources.add(
      "m.json", "{\"x-tenon\": {\"namespace\": \"blog\"}, \"$defs\": {" + definitions + "}}");
  const model::Draft draft = frontend::json::read(sources, {document}, {}, diagnostics);
  return lowered(draft, sources, diagnostics);
}

// One model in both forms; @ is where the example goes.
struct Frame {
  std::string cpp;
  std::string json;
};

std::string filled(const std::string& frame, const std::string& example) {
  std::string text = frame;
  text.replace(text.find('@'), 1, example);
  return text;
}

const std::string id_in_cpp = "[[tenon::primary_key]] std::int64_t id{};\n";
const std::string id_in_json =
    R"("id": {"type": "integer", "format": "int64", "x-tenon": {"primary_key": true}})";

// An entity with all the fields and relations that examples name.
Frame entity_frame() {
  return {
      "struct [[tenon::table(\"posts_of_users\"), tenon::shape(PostTitle, id, title)]] Post {\n" +
          id_in_cpp +
          R"(std::string title;
        tenon::Timestamp created_at;
        [[tenon::references(User::id, relation("author"), inverse("posts"))]]
        std::int64_t author_id{};
      };
      struct [[tenon::table("tags")]] Tag { [[tenon::primary_key]] std::int64_t id{}; };
      struct [[tenon::table("post_tags"), tenon::primary_key(post_id, tag_id)]] PostTag {
        [[tenon::references(User::id)]] std::int64_t post_id{};
        [[tenon::references(Tag::id)]] std::int64_t tag_id{};
      };
      struct [[tenon::table("lines"), tenon::primary_key(order_id, number)]] OrderLine {
        std::int64_t order_id{};
        std::int32_t number{};
      };
      struct [[tenon::table("hosts"), tenon::@]] User {)" +
          id_in_cpp +
          R"(std::int64_t author_id{}, artist_id{}, order_id{};
        std::int32_t line{}, starts{}, ends{};
        std::string title;
        tenon::Timestamp created_at;
        bool deleted{};
        std::optional<tenon::Timestamp> deleted_at;
      };
)",
      R"("Post": {"type": "object",
        "x-tenon": {"table": "posts_of_users",
                    "shape": [{"name": "PostTitle", "fields": ["id", "title"]}]},
        "properties": {)" +
          id_in_json +
          R"(, "title": {"type": "string"},
          "created_at": {"type": "string", "format": "date-time"},
          "author_id": {"type": "integer", "x-tenon": {"references":
            {"field": "User.id", "relation": "author", "inverse": "posts"}}}},
        "required": ["id", "title", "created_at", "author_id"]},
      "Tag": {"type": "object", "x-tenon": {"table": "tags"},
        "properties": {)" +
          id_in_json +
          R"(}, "required": ["id"]},
      "PostTag": {"type": "object",
        "x-tenon": {"table": "post_tags", "primary_key": ["post_id", "tag_id"]},
        "properties": {
          "post_id": {"type": "integer", "x-tenon": {"references": {"field": "User.id"}}},
          "tag_id": {"type": "integer", "x-tenon": {"references": {"field": "Tag.id"}}}},
        "required": ["post_id", "tag_id"]},
      "OrderLine": {"type": "object",
        "x-tenon": {"table": "lines", "primary_key": ["order_id", "number"]},
        "properties": {"order_id": {"type": "integer"},
                       "number": {"type": "integer", "format": "int32"}},
        "required": ["order_id", "number"]},
      "User": {"type": "object", "x-tenon": {"table": "hosts", @},
        "properties": {)" +
          id_in_json +
          R"(, "author_id": {"type": "integer"}, "artist_id": {"type": "integer"},
          "order_id": {"type": "integer"},
          "line": {"type": "integer", "format": "int32"},
          "starts": {"type": "integer", "format": "int32"},
          "ends": {"type": "integer", "format": "int32"},
          "title": {"type": "string"},
          "created_at": {"type": "string", "format": "date-time"},
          "deleted": {"type": "boolean"},
          "deleted_at": {"type": "string", "format": "date-time"}},
        "required": ["id", "author_id", "artist_id", "order_id", "line", "starts", "ends", "title",
                     "created_at", "deleted"]})"};
}

// Those that the frame above has itself, or cannot have.
Frame table_frame() {
  return {"struct [[tenon::@]] User {" + id_in_cpp + "};\n",
          R"("User": {"type": "object", "x-tenon": {@}, "properties": {)" + id_in_json +
              R"(}, "required": ["id"]})"};
}

Frame view_frame() {
  return {"struct [[tenon::table(\"users\")]] User {" + id_in_cpp +
              R"(std::string email; bool active{}; };
      struct [[tenon::table("active_users"), tenon::@]] ActiveUser {
        std::int64_t id{};
        std::string email;
      };
)",
          R"("User": {"type": "object", "x-tenon": {"table": "users"}, "properties": {)" +
              id_in_json +
              R"(, "email": {"type": "string"}, "active": {"type": "boolean"}},
        "required": ["id", "email", "active"]},
      "ActiveUser": {"type": "object", "x-tenon": {"table": "active_users", @}, "properties": {
          "id": {"type": "integer"}, "email": {"type": "string"}},
        "required": ["id", "email"]})"};
}

Frame key_frame() {
  return {R"(struct [[tenon::table("lines"), tenon::@]] Line {
        std::int64_t order_id{}, product_id{};
      };
)",
          R"("Line": {"type": "object", "x-tenon": {"table": "lines", @},
        "properties": {"order_id": {"type": "integer"}, "product_id": {"type": "integer"}},
        "required": ["order_id", "product_id"]})"};
}

// A field of this type, in C++ and as members of the property.
Frame field_frame(const std::string& cpp, const std::string& json, bool is_key = false,
                  bool is_required = true) {
  return {
      "struct Address { std::string street, city; };\n"
      "struct [[tenon::table(\"hosts\")]] User {\n" +
          (is_key ? "" : id_in_cpp) +
          "std::string email;\nstd::int64_t price{}, quantity{};\nAddress home;\n[[tenon::@]] " +
          cpp + " field;\n};\n",
      R"("Address": {"type": "object",
        "properties": {"street": {"type": "string"}, "city": {"type": "string"}},
        "required": ["street", "city"]},
      "User": {"type": "object", "x-tenon": {"table": "hosts"}, "properties": {)" +
          (is_key ? "" : id_in_json + ", ") +
          R"("email": {"type": "string"}, "price": {"type": "integer"},
          "quantity": {"type": "integer"}, "home": {"$ref": "#/$defs/Address"},
          "field": {)" +
          json + R"(, @}}, "required": ["email", "price", "quantity", "home")" +
          (is_key ? "" : ", \"id\"") + (is_required ? ", \"field\"]}" : "]}")};
}

Frame enum_frame(const std::string& cpp, const std::string& json) {
  return {"enum class " + cpp + ";\nstruct [[tenon::table(\"hosts\")]] User {\n" + id_in_cpp +
              "Role role{};\n};\n",
          "\"Role\": {\"type\": \"string\", " + json +
              R"(}, "User": {"type": "object", "x-tenon": {"table": "hosts"}, "properties": {)" +
              id_in_json + R"(, "role": {"$ref": "#/$defs/Role"}}, "required": ["id", "role"]})"};
}

Frame frame_of(const Word& word) {
  const std::string name{word.name};
  if (word.place == Place::entity && name == "table") return table_frame();
  if (word.place == Place::entity && name == "primary_key") return key_frame();
  if (word.place == Place::entity && name == "read_only") return view_frame();
  if (word.place == Place::entity) return entity_frame();
  if (word.place == Place::enumeration)
    return enum_frame("[[tenon::@]] Role { reader, author }", R"("enum": ["reader", "author"], @)");
  if (word.place == Place::enumerator && name == "text") return enum_frame("Role { @ }", "@");
  if (word.place == Place::enumerator) return enum_frame("Role { @ }", R"("enum": ["author"], @)");

  const std::string int64 = R"("type": "integer", "format": "int64")";
  const std::string time = R"("type": "string", "format": "date-time")";
  const std::string texts = R"("type": "array", "items": {"type": "string"})";
  const std::map<std::string, Frame> fields{
      {"primary_key", field_frame("std::int64_t", int64, true)},
      {"references", field_frame("std::int64_t", int64)},
      {"range", field_frame("std::int64_t", int64)},
      {"multiple_of", field_frame("std::int64_t", int64)},
      {"computed", field_frame("std::int64_t", int64)},
      {"version", field_frame("std::int64_t", int64)},
      {"id", field_frame("tenon::Id<User>", int64)},
      {"codec", field_frame("", int64)},
      {"precision", field_frame("tenon::Decimal", R"("type": "string", "format": "decimal")")},
      {"created_at", field_frame("tenon::Timestamp", time)},
      {"updated_at", field_frame("tenon::Timestamp", time)},
      {"default_sql", field_frame("tenon::Date", R"("type": "string", "format": "date")")},
      {"items", field_frame("std::vector<std::string>", texts)},
      {"unique_items", field_frame("std::vector<std::string>", texts)},
      {"each", field_frame("std::vector<std::string>", R"("type": "array")")},
      {"deprecated",
       field_frame("std::optional<std::string>", R"("type": "string")", false, false)},
      {"embed", field_frame("Address", R"("$ref": "#/$defs/Address")")}};
  const auto found = fields.find(name);
  return found == fields.end() ? field_frame("std::string", R"("type": "string")") : found->second;
}

std::string in_cpp(const Word& word, const Frame& frame) {
  return filled(frame.cpp, std::string{word.example});
}

std::string in_json(const Word& word, const Frame& frame) {
  const std::string example{word.json_example};
  const bool is_member = word.json_keywords.empty() && word.place != Place::entity;
  return filled(frame.json, is_member ? "\"x-tenon\": {" + example + "}" : example);
}

TEST(Help, ExamplesAreAcceptedAndMeanTheSameInBothForms) {
  int words = 0;
  for (const Word& word : model::vocabulary()) {
    if (!word.supported) continue;
    SCOPED_TRACE(std::string{describe(word.place)} + ": " + std::string{word.name});
    ++words;
    const Frame frame = frame_of(word);
    const Reading json = read_json(in_json(word, frame));
    EXPECT_EQ(json.messages, "");
    EXPECT_FALSE(json.schema.tables.empty());
    if (word.example.empty()) continue;
    const Reading cpp = read_cpp(in_cpp(word, frame));
    EXPECT_EQ(cpp.messages, "");
    EXPECT_EQ(json.schema, cpp.schema);
  }
  EXPECT_GT(words, 40);
}

TEST(Help, EachTypeIsAcceptedAndMeansTheSameInBothForms) {
  for (const TypeHelp& one : types()) {
    SCOPED_TRACE(one.cpp);
    const Frame frame = field_frame(std::string{one.cpp}, std::string{one.json});
    const Reading json = read_json(filled(frame.json, "\"description\": \"\""));
    const Reading cpp = read_cpp(filled(frame.cpp, "column(\"field\")"));
    EXPECT_EQ(json.messages, "");
    EXPECT_EQ(cpp.messages, "");
    EXPECT_EQ(json.schema, cpp.schema);
    ASSERT_FALSE(cpp.schema.tables.empty());
    EXPECT_EQ(cpp.schema.tables.front().columns.back().type.kind, one.kind);
  }
  // None is forgotten: an enum's type and those of other people's databases have no row.
  EXPECT_EQ(types().size(), static_cast<std::size_t>(schema::ColumnType::Kind::enumeration));
}

}  // namespace
}  // namespace tenon::command
