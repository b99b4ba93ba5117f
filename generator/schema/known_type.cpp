#include "schema/known_type.hpp"

#include <charconv>
#include <cstddef>
#include <map>
#include <optional>
#include <string>

#include "base/sql_type.hpp"

namespace tenon::schema {
namespace {

using Kind = ColumnType::Kind;

int argument(const base::SqlType& type, std::size_t i) {
  int value = 0;
  if (i < type.arguments.size()) {
    const std::string& text = type.arguments[i];
    std::from_chars(text.data(), text.data() + text.size(), value);
  }
  return value;
}

}  // namespace

ColumnType known_type(const ColumnType& type) {
  if (type.declared.text.empty() || type.is_list) return type;
  const std::optional<base::SqlType> named = base::read_sql_type(type.declared.text);
  if (!named || !named->is_builtin() || !named->list.empty()) return type;
  ColumnType known = type;
  known.declared.text.clear();
  if (named->is_text()) {
    known.kind = Kind::text;
    known.length = argument(*named, 0);
    return known;
  }
  static const std::map<std::string, Kind> numbers = {{"smallint", Kind::int16},
                                                      {"integer", Kind::int32},
                                                      {"bigint", Kind::int64},
                                                      {"real", Kind::float32},
                                                      {"double precision", Kind::float64}};
  const auto number = numbers.find(named->one_name());
  if (number != numbers.end()) {
    known.kind = number->second;
    return known;
  }
  const int scale = argument(*named, 1);
  if (named->one_name() != "numeric" || scale < 0) return type;
  known.kind = Kind::decimal;
  known.precision = argument(*named, 0);
  known.scale = scale;
  return known;
}

}  // namespace tenon::schema
