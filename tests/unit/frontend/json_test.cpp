#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source.hpp"
#include "base/text.hpp"
#include "frontend/json/read.hpp"
#include "model/check.hpp"
#include "model/dump.hpp"

namespace tenon::frontend::json {
namespace {

struct Documents {
  base::Sources sources;
  base::Diagnostics diagnostics;
  model::Draft draft;

  explicit Documents(const std::vector<std::pair<std::string, std::string>>& files,
                     const Options& options = {}) {
    std::vector<int> numbers;
    for (const auto& [path, text] : files) numbers.push_back(sources.add(path, text));
    draft = read(sources, numbers, options, diagnostics);
    EXPECT_EQ(base::render(diagnostics, sources), "");
  }

  model::Model check() {
    model::Model model = model::check(draft, sources, diagnostics);
    EXPECT_EQ(base::render(diagnostics, sources), "");
    return model;
  }
};

// One entity with these properties, all of them required.
Documents with(const std::string& properties, const std::string& words = "",
               const std::string& required = "") {
  return Documents{
      {{"model.json", R"({"$defs": {"A": {"type": "object", "x-tenon": {"table": "a")" + words +
                          R"(}, "properties": {)" + properties + R"(}, "required": [)" + required +
                          "]}}}"}}};
}

using Type = model::DraftType::Kind;

TEST(JsonFrontEnd, ReadsEveryType) {
  const std::vector<std::pair<std::string, Type>> types = {
      {R"("type": "boolean")", Type::boolean},
      {R"("type": "integer")", Type::int64},
      {R"("type": "integer", "format": "int16")", Type::int16},
      {R"("type": "integer", "format": "int32")", Type::int32},
      {R"("type": "integer", "format": "int64")", Type::int64},
      {R"("type": "number")", Type::float64},
      {R"("type": "number", "format": "float")", Type::float32},
      {R"("type": "number", "format": "double")", Type::float64},
      {R"("type": "string")", Type::string},
      {R"("type": "string", "format": "email")", Type::string},
      {R"("type": "string", "format": "byte")", Type::bytes},
      {R"("type": "string", "contentEncoding": "base64")", Type::bytes},
      {R"("type": "string", "format": "date")", Type::date},
      {R"("type": "string", "format": "date-time")", Type::timestamp},
      {R"("type": "string", "format": "date-time-local")", Type::local_timestamp},
      {R"("type": "string", "format": "time")", Type::time},
      {R"("type": "string", "format": "duration")", Type::interval},
      {R"("x-tenon": {"json": true})", Type::json},
      {R"("type": "string", "format": "decimal")", Type::decimal},
      {R"("type": "string", "format": "uuid")", Type::uuid}};
  for (const auto& [schema, kind] : types) {
    const Documents read = with(R"("x": {)" + schema + "}", "", R"("x")");
    ASSERT_EQ(read.draft.structs.size(), 1U) << schema;
    EXPECT_EQ(read.draft.structs[0].fields.at(0).type.kind, kind) << schema;
    EXPECT_FALSE(read.draft.structs[0].fields[0].type.optional) << schema;
  }
}

TEST(JsonFrontEnd, NullComesFromRequiredAndFromTheType) {
  const Documents read = with(
      R"("a": {"type": "string"}, "b": {"type": ["string", "null"]}, "c": {"type": ["null", "string"]})",
      "", R"("b")");
  for (const model::DraftField& field : read.draft.structs[0].fields)
    EXPECT_TRUE(field.type.optional) << field.name.value;
}

TEST(JsonFrontEnd, ReadsDefaults) {
  const Documents read = with(
      R"("a": {"type": "boolean", "default": true}, "b": {"type": "integer", "default": -7},
         "c": {"type": "string", "default": "a\"\u00e4"}, "d": {"type": "string", "default": null})");
  const std::vector<model::DraftField>& fields = read.draft.structs[0].fields;
  using Value = model::DraftValue;
  EXPECT_EQ(fields[0].initializer, (Value{Value::Kind::boolean, "true", {}}));
  EXPECT_EQ(fields[1].initializer, (Value{Value::Kind::number, "-7", {}}));
  EXPECT_EQ(fields[2].initializer, (Value{Value::Kind::text, "a\"\xC3\xA4", {}}));
  EXPECT_EQ(fields[3].initializer, std::nullopt);
}

// The canonical forms that the C++ front end has too, in the document's order.
TEST(JsonFrontEnd, TurnsKeywordsAndWordsIntoAnnotations) {
  const Documents read = with(
      R"("a": {"type": "string", "x-tenon": {"unique": true, "was": "b"}, "maxLength": 80, "readOnly": true},
         "b": {"type": "string", "minLength": 1, "pattern": "^x", "maxLength": 80, "format": "email"},
         "c": {"type": "string", "minLength": 8},
         "d": {"type": "integer", "minimum": 1},
         "e": {"type": "integer", "maximum": 9, "x-tenon": {"primary_key": {"client": true}}},
         "f": {"type": "integer", "x-tenon": {"references": {"field": "x::A.id", "on_delete": "set_null",
               "relation": "up", "inverse": "down"}}},
         "g": {"type": "string", "format": "decimal", "x-tenon": {"precision": [10, 2]}, "writeOnly": false},
         "h": {"type": "integer", "x-tenon": {"references": "A.id"}})",
      R"(, "primary_key": ["a", "b"], "unique": [["a", "b"], {"fields": ["c"], "name": "c_key"}],
         "index": [["a", {"desc": "b"}], {"fields": ["c"], "unique": true}],
         "input": {"word": {"minLength": 8, "maxLength": 72}, "again": {}, "mail": {"format": "email"}})");
  // What the dump writes in C++ form, one line an owner: the entity first.
  std::string lines;
  const std::string dump = model::to_json(read.draft);
  for (std::size_t at = dump.find("\"annotations\": ["); at != std::string::npos;
       at = dump.find("\"annotations\": [", at + 1)) {
    for (const std::string& line : base::split_lines(dump.substr(dump.find('\n', at) + 1))) {
      if (base::trim(line)[0] == ']') break;
      lines += std::string{base::trim(line)} + " ";
    }
    lines += "\n";
  }
  EXPECT_EQ(
      lines,
      R"-("table(\"a\")", "primary_key(a, b)", "unique(a, b)", "unique(c, name(\"c_key\"))", "index(a, desc(b))", "index(c, unique)", "input(\"word\", length(8, 72))", "input(\"again\")", "input(\"mail\", email)" )-"
      "\n"
      R"-("unique", "was(\"b\")", "length(80)", "read_only" )-"
      "\n"
      R"-("length(1, 80)", "pattern(\"^x\")", "email" )-"
      "\n"
      R"-("length(8, *)" )-"
      "\n"
      R"-("range(1, *)" )-"
      "\n"
      R"-("range(*, 9)", "primary_key(client)" )-"
      "\n"
      R"-("references(x::A::id, on_delete(set_null), relation(\"up\"), inverse(\"down\"))" )-"
      "\n"
      R"-("precision(10, 2)" )-"
      "\n"
      R"-("references(A::id)" )-"
      "\n");
}

TEST(JsonFrontEnd, FollowsReferencesIntoOtherDocuments) {
  Documents read{{{"models/user.json",
                   R"({"x-tenon": {"namespace": "blog"}, "$defs": {"User": {"type": "object",
            "x-tenon": {"table": "users"}, "description": "  A person. ",
            "allOf": [{"$ref": "common/base.json#/$defs/Stamped"}],
            "properties": {"id": {"type": "integer", "x-tenon": {"primary_key": true}},
                           "role": {"$ref": "./common/../common/base.json#/$defs/Role", "default": "author"}},
            "required": ["id", "role"]}}})"},
                  {"models/common/base.json",
                   R"({"$defs": {"Role": {"type": "string", "enum": ["reader", "author"]},
            "Stamped": {"type": "object", "properties": {
              "at": {"type": "string", "format": "date-time", "x-tenon": {"created_at": true}}},
              "required": ["at"]}}})"}},
                 Options{"shared"}};
  const model::Model model = read.check();
  ASSERT_EQ(model.entities.size(), 1U);
  const model::Entity& user = model.entities[0];
  EXPECT_EQ(user.qualified(), "blog::User");
  EXPECT_EQ(user.comment, "A person.");
  EXPECT_EQ(user.bases, std::vector<std::string>{"shared::Stamped"});
  EXPECT_EQ(user.header, "user.hpp");
  EXPECT_EQ(user.source, "user.json");
  EXPECT_EQ(user.fields.at(0).name, "at");
  EXPECT_EQ(user.fields.at(0).filled, model::Filled::by_created_clock);
  EXPECT_EQ(user.fields.at(1).filled, model::Filled::by_identity);
  EXPECT_EQ(user.find("role")->type.enumeration, "shared::Role");
  EXPECT_EQ(user.find("role")->initial,
            (model::Default{model::Default::Kind::enumerator, "author"}));
  EXPECT_EQ(model.mixins.at(0).qualified(), "shared::Stamped");
  EXPECT_EQ(model.enums.at(0).header, "role.hpp");
}

// Two files that refer to each other, by path, by $id and with escapes; lines end as on Windows.
TEST(JsonFrontEnd, DocumentsMayReferToEachOther) {
  const std::string a = R"({
    "$id": "https://example.org/a.json", "x-tenon": {"namespace": "x"},
    "$defs": {
      "Kind": {"type": "string", "enum": ["k"], "title": "A kind", "examples": ["k"]},
      "A": {"type": "object", "x-tenon": {"table": "a"}, "allOf": [{"$ref": "sub/b.json#/$defs/M"}],
            "unevaluatedProperties": false,
            "properties": {"id": {"type": "integer", "x-tenon": {"primary_key": true}},
                           "role": {"$ref": "sub/b.json#/%24defs/Role"}},
            "required": ["id", "role"]}}})";
  const std::string b = R"({
    "x-tenon": {"namespace": "x"},
    "$defs": {
      "Role": {"type": "string", "enum": ["r"], "$comment": "a note"},
      "M": {"type": "object", "additionalProperties": false,
            "properties": {"kind": {"$ref": "../a.json#/$defs/Kind"},
                           "by_id": {"$ref": "https://example.org/a.json#/$defs/Kind"}}}}})";
  Documents documents{
      {{"models/a.json", base::replace_all(a, "\n", "\r\n")}, {"models/sub/b.json", b}}};
  const model::Model model = documents.check();
  ASSERT_EQ(model.entities.size(), 1U);
  ASSERT_EQ(model.entities[0].fields.size(), 4U);
  EXPECT_EQ(model.entities[0].fields[0].type.enumeration, "x::Kind");
  EXPECT_EQ(model.entities[0].fields[1].type.enumeration, "x::Kind");
  EXPECT_EQ(model.entities[0].fields[3].type.enumeration, "x::Role");
}

TEST(JsonFrontEnd, TakesARootAsAnEntity) {
  Documents read{
      {{"user_post.json",
        R"({"$schema": "x", "type": "object", "x-tenon": {"namespace": "a::b", "table": "t"},
                       "properties": {"id": {"type": "integer", "x-tenon": {"primary_key": true}}},
                       "required": ["id"]})"}}};
  EXPECT_EQ(read.check().entities.at(0).qualified(), "a::b::UserPost");
}

}  // namespace
}  // namespace tenon::frontend::json
