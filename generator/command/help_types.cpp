#include "command/help_types.hpp"

#include <algorithm>
#include <iostream>
#include <memory>
#include <string>

#include "schema/dialect.hpp"

namespace tenon::command {
namespace {

using Held = schema::ColumnType::Kind;

// What is made of those types, and has no column type of its own.
constexpr const char* made_of_them =
    R"(
enum class Role         "$ref": "#/$defs/Role"                           text with a check; with the word `native` PostgreSQL's own type
std::optional<T>        not in "required", or "type": ["string", "null"] may be NULL
std::vector<T>          "type": "array", "items": {…}                    an array on PostgreSQL, JSON text on SQLite
struct Address          "$ref": "#/$defs/Address"                        a column for each of its members
tenon::Id<User>         its key's type, "x-tenon": {"id": "User"}        the key's type
a type with a Codec     its column's type, "x-tenon": {"codec": {…}}     what the Codec stores
: Stamped (a base)      "allOf": [{"$ref": "#/$defs/Stamped"}]           the columns of its members, first
= 1, = Role::reader     "default": 1, "default": "reader"                the column's default
/// A comment           "description": "A comment"                       a comment, on PostgreSQL

A Decimal's digits are said with the word `precision`, a string's length with `length`.
)";

void print_row(std::string_view cpp, std::string_view json, const std::string& postgresql,
               const std::string& sqlite) {
  const auto cell = [](std::string_view text, std::size_t width) {
    std::string result{text};
    result.resize(std::max(width, result.size() + 1), ' ');
    return result;
  };
  std::cout << cell(cpp, 24) << cell(json, 49) << cell(postgresql, 29) << sqlite << "\n";
}

}  // namespace

const std::vector<TypeHelp>& types() {
  static const std::vector<TypeHelp> all{
      {Held::boolean, "bool", "\"type\": \"boolean\""},
      {Held::int16, "std::int16_t", "\"type\": \"integer\", \"format\": \"int16\""},
      {Held::int32, "std::int32_t", "\"type\": \"integer\", \"format\": \"int32\""},
      {Held::int64, "std::int64_t", "\"type\": \"integer\", \"format\": \"int64\""},
      {Held::float32, "float", "\"type\": \"number\", \"format\": \"float\""},
      {Held::float64, "double", "\"type\": \"number\", \"format\": \"double\""},
      {Held::text, "std::string", "\"type\": \"string\""},
      {Held::decimal, "tenon::Decimal", "\"type\": \"string\", \"format\": \"decimal\""},
      {Held::uuid, "tenon::Uuid", "\"type\": \"string\", \"format\": \"uuid\""},
      {Held::timestamp, "tenon::Timestamp", "\"type\": \"string\", \"format\": \"date-time\""},
      {Held::local_timestamp, "tenon::LocalTimestamp",
       "\"type\": \"string\", \"format\": \"date-time-local\""},
      {Held::date, "tenon::Date", "\"type\": \"string\", \"format\": \"date\""},
      {Held::time, "tenon::Time", "\"type\": \"string\", \"format\": \"time\""},
      {Held::interval, "tenon::Interval", "\"type\": \"string\", \"format\": \"duration\""},
      {Held::bytes, "tenon::Bytes", "\"type\": \"string\", \"format\": \"byte\""},
      {Held::json, "tenon::Json", "\"x-tenon\": {\"json\": true}"},
  };
  return all;
}

void print_types() {
  const std::unique_ptr<schema::Dialect> postgresql = schema::make_dialect("postgresql");
  const std::unique_ptr<schema::Dialect> sqlite = schema::make_dialect("sqlite");
  print_row("C++", "JSON", "PostgreSQL", "SQLite");
  for (const TypeHelp& one : types()) {
    schema::ColumnType type;
    type.kind = one.kind;
    print_row(one.cpp, one.json, postgresql->type_text(type), sqlite->type_text(type));
  }
  std::cout << made_of_them;
}

}  // namespace tenon::command
