#include "import/types.hpp"

#include <algorithm>
#include <map>
#include <string_view>

#include "base/sql_type.hpp"
#include "base/text.hpp"
#include "model/number.hpp"
#include "schema/sql_text.hpp"

namespace tenon::import {
namespace {

using model::TypeKind;
using Kind = schema::ColumnType::Kind;

TypeKind kind_of(Kind kind) {
  switch (kind) {
    case Kind::boolean:
      return TypeKind::boolean;
    case Kind::int16:
      return TypeKind::int16;
    case Kind::int32:
      return TypeKind::int32;
    case Kind::int64:
      return TypeKind::int64;
    case Kind::float32:
      return TypeKind::float32;
    case Kind::float64:
      return TypeKind::float64;
    case Kind::bytes:
      return TypeKind::bytes;
    case Kind::uuid:
      return TypeKind::uuid;
    case Kind::decimal:
      return TypeKind::decimal;
    case Kind::timestamp:
      return TypeKind::timestamp;
    case Kind::date:
      return TypeKind::date;
    case Kind::local_timestamp:
      return TypeKind::local_timestamp;
    case Kind::time:
      return TypeKind::time;
    case Kind::interval:
      return TypeKind::interval;
    case Kind::json:
      return TypeKind::json;
    case Kind::text:
    case Kind::enumeration:
    case Kind::raw:
      break;
  }
  return TypeKind::string;
}

/// By the one name of a type of PostgreSQL; what holds no value of ours is read as text.
TypeKind kind_of_name(const std::string& name) {
  static const std::map<std::string, TypeKind> kinds{{"boolean", TypeKind::boolean},
                                                     {"smallint", TypeKind::int16},
                                                     {"integer", TypeKind::int32},
                                                     {"bigint", TypeKind::int64},
                                                     {"real", TypeKind::float32},
                                                     {"double precision", TypeKind::float64},
                                                     {"bytea", TypeKind::bytes},
                                                     {"uuid", TypeKind::uuid},
                                                     {"numeric", TypeKind::decimal},
                                                     {"timestamptz", TypeKind::timestamp},
                                                     {"timestamp", TypeKind::local_timestamp},
                                                     {"date", TypeKind::date},
                                                     {"time", TypeKind::time},
                                                     {"interval", TypeKind::interval},
                                                     {"jsonb", TypeKind::json}};
  const auto found = kinds.find(name);
  return found == kinds.end() ? TypeKind::string : found->second;
}

std::optional<model::Type> raw_postgresql(const std::string& raw, const std::string& value_type) {
  const std::optional<base::SqlType> read = base::read_sql_type(raw);
  if (!read) return std::nullopt;
  model::Type type;
  type.declared.text = raw;
  if (!read->list.empty()) return type;
  const std::optional<base::SqlType> value =
      read->is_builtin() ? read : base::read_sql_type(value_type);
  if (!value || !value->is_builtin()) return type;
  type.kind = kind_of_name(value->one_name());
  // Digits that no Decimal can have, as numeric(3, -2).
  const bool is_odd = std::any_of(read->arguments.begin(), read->arguments.end(),
                                  [](const std::string& one) { return one[0] == '-'; });
  if (type.kind == TypeKind::decimal && is_odd) type.kind = TypeKind::string;
  return type;
}

/// By the rules of SQLite (datatype3.html, 3.1), and by what programs mean by such names: dates are
/// text, and a number with a fraction is a double, since that is what SQLite holds.
TypeKind raw_sqlite(const std::string& declared) {
  const std::string name = base::to_lower(declared);
  const auto has = [&](std::string_view part) { return name.find(part) != std::string::npos; };
  if (has("bool")) return TypeKind::boolean;
  if (has("int")) return TypeKind::int64;
  if (has("char") || has("clob") || has("text") || name.empty()) return TypeKind::string;
  if (has("blob") || has("binary")) return TypeKind::bytes;
  if (has("real") || has("floa") || has("doub") || has("num") || has("dec") || has("money"))
    return TypeKind::float64;
  return TypeKind::string;
}

/// The n of name(n), or 0.
int argument_of(const std::string& declared) {
  const std::size_t open = declared.find('(');
  if (open == std::string::npos) return 0;
  const std::size_t close = declared.find(')', open);
  if (close == std::string::npos) return 0;
  const std::string digits{base::trim(declared.substr(open + 1, close - open - 1))};
  const bool is_number = !digits.empty() && digits.size() < 9 &&
                         digits.find_first_not_of("0123456789") == std::string::npos;
  return is_number ? std::stoi(digits) : 0;
}

std::string list_text(const std::vector<std::string>& elements) {
  std::vector<std::string> parts;
  parts.reserve(elements.size());
  for (const std::string& one : elements)
    parts.push_back("\"" + base::replace_all(base::replace_all(one, "\\", "\\\\"), "\"", "\\\"") +
                    "\"");
  return "{" + base::join(parts, ",") + "}";
}

/// PostgreSQL's text of bytes: those that are no characters, too.
std::string bytes_text(const std::string& bytes) {
  static const char digits[] = "0123456789abcdef";
  std::string text = "\\x";
  for (const char c : bytes) {
    text += digits[static_cast<unsigned char>(c) >> 4];
    text += digits[static_cast<unsigned char>(c) & 15];
  }
  return text;
}

/// The default as SQL says it.
std::string default_sql_of(const schema::Default& initial, bool is_bytes) {
  using From = schema::Default::Kind;
  switch (initial.kind) {
    case From::expression:
    case From::boolean:
      return initial.text;
    case From::number:
      // NaN and the infinities are texts for SQL.
      return model::plain_number(initial.text) ? initial.text : schema::quote_text(initial.text);
    case From::text:
      return schema::quote_text(is_bytes ? bytes_text(initial.text) : initial.text);
    case From::list: {
      std::vector<std::string> elements = initial.elements;
      if (is_bytes)
        for (std::string& one : elements) one = bytes_text(one);
      return schema::quote_text(list_text(elements));
    }
  }
  return initial.text;
}

/// A number that literals of C++ and JSON hold as it is.
std::optional<model::Default> number_of(const std::string& text, TypeKind type) {
  using To = model::Default::Kind;
  constexpr std::size_t longest = 18;  // digits: what every integer of 64 bits holds
  std::optional<std::string> number = model::plain_number(text);
  // 010 is ten for a database, and 0x10 is spelled so where it is shown.
  const std::size_t zero = text.find_first_not_of("+-");
  const bool is_odd = zero + 1 < text.size() && text[zero] == '0' && text[zero + 1] != '.';
  if (!number || is_odd) return std::nullopt;
  const bool is_float = type == TypeKind::float32;
  const bool is_long = number->size() > longest;
  if (is_float || type == TypeKind::float64) {
    // As both forms write it: 1.50 is 1.5.
    if (number->find('.') != std::string::npos) {
      number->erase(number->find_last_not_of('0') + 1);
      if (number->back() == '.') number->pop_back();
    }
    const auto real = model::real_number(*number, is_float);
    // Not all that is written without a point and an exponent is an integer of C++'s.
    const bool is_sayable = real && (!is_long || real->find_first_of(".e") != std::string::npos);
    return is_sayable ? std::optional{model::Default{To::number, is_long ? *real : *number}}
                      : std::nullopt;
  }
  if (type != TypeKind::decimal && !model::is_whole_number(*number)) return std::nullopt;
  return model::Default{To::number, *number};
}

/// A text of the database as a literal of C++ and JSON; nothing when only SQL can say it.
std::optional<model::Default> literal_of(schema::Default::Kind kind, const std::string& text,
                                         const model::Field& field, const model::Enum* of) {
  using From = schema::Default::Kind;
  using To = model::Default::Kind;
  const TypeKind type = field.type.kind;
  if (of != nullptr) {
    for (const model::Enumerator& one : of->enumerators)
      if (one.text == text) return model::Default{To::enumerator, one.name};
    return std::nullopt;
  }
  if (!field.type.declared.empty() && field.type.is_foreign()) return std::nullopt;
  if (type == TypeKind::boolean) {
    // SQLite has no booleans: 1 and 0.
    const bool is_true = text == "true" || text == "1";
    if (!is_true && text != "false" && text != "0") return std::nullopt;
    return model::Default{To::boolean, is_true ? "true" : "false"};
  }
  const bool is_real = type == TypeKind::float32 || type == TypeKind::float64;
  if (is_integral(type) || is_real || type == TypeKind::decimal) return number_of(text, type);
  if (type != TypeKind::string || kind != From::text) return std::nullopt;
  for (const model::Rule& rule : field.rules)
    if (rule.most &&
        base::count_code_points(text) > static_cast<std::size_t>(std::stoi(*rule.most)))
      return std::nullopt;
  return model::Default{To::text, text};
}

}  // namespace

bool is_integral(model::TypeKind kind) {
  return kind == TypeKind::int16 || kind == TypeKind::int32 || kind == TypeKind::int64;
}

std::optional<model::Type> type_of(const schema::ColumnType& type, const std::string& value_type,
                                   const std::string& dialect) {
  model::Type made;
  if (type.kind == Kind::raw) {
    if (dialect == "sqlite") {
      if (base::starts_with(type.raw, "generated always")) return std::nullopt;
      made.kind = raw_sqlite(type.raw);
      if (base::to_lower(type.raw) == "any") made.declared.others["sqlite"] = "any";
    } else {
      const std::optional<model::Type> raw = raw_postgresql(type.raw, value_type);
      if (!raw) return std::nullopt;
      made = *raw;
    }
  } else {
    made.kind = kind_of(type.kind);
    made.is_list = type.is_list;
    // Digits that no Decimal can have, and lists that no field is of, are read as texts.
    const bool is_odd = type.scale > type.precision;
    if (is_odd || (type.is_list && made.kind == TypeKind::json)) {
      made.declared.text = is_odd ? "numeric(" + std::to_string(type.precision) + "," +
                                        std::to_string(type.scale) + ")"
                                  : "jsonb";
      if (type.is_list) made.declared.text += "[]";
      made.kind = TypeKind::string;
      made.is_list = false;
    } else {
      made.precision = type.precision;
      made.scale = type.scale;
    }
  }
  if (dialect == "sqlite") {
    if (!type.collation.text.empty()) made.collation.others["sqlite"] = type.collation.text;
  } else {
    made.collation.text = type.collation.text;
  }
  return made;
}

model::Type view_type(const std::string& value_type, const std::string& dialect) {
  model::Type type;
  if (dialect == "sqlite") {
    type.kind = value_type.empty() ? TypeKind::string : raw_sqlite(value_type);
    return type;
  }
  const bool is_list = base::ends_with(value_type, "[]");
  const std::string name = is_list ? value_type.substr(0, value_type.size() - 2) : value_type;
  const std::optional<base::SqlType> read = base::read_sql_type(name);
  const bool is_known = read && read->is_builtin();
  if (is_known) type.kind = kind_of_name(read->one_name());
  const bool has_list =
      is_known && type.kind != TypeKind::json && (type.kind != TypeKind::string || read->is_text());
  type.is_list = is_list && has_list;
  // Any other is read as its text.
  const bool is_plain = is_known && !is_list && (type.kind != TypeKind::string || read->is_text());
  if (!is_plain && !type.is_list) {
    type.kind = TypeKind::string;
    type.declared.text = !is_list && is_known ? name : "text";
  }
  return type;
}

int length_of(const schema::ColumnType& type, const std::string& dialect) {
  if (type.kind == Kind::text && !type.is_list) return type.length;
  const bool is_declared = dialect == "sqlite" && type.kind == Kind::raw &&
                           base::to_lower(type.raw).find("char") != std::string::npos;
  return is_declared ? argument_of(type.raw) : 0;
}

model::Default default_of(const schema::Default& initial, const model::Field& field,
                          const model::Enum* of, bool as_sql) {
  using From = schema::Default::Kind;
  const bool is_bytes = field.type.kind == TypeKind::bytes && field.type.declared.text.empty();
  model::Default sql{model::Default::Kind::sql, default_sql_of(initial, is_bytes)};
  const bool is_text_of_list = initial.kind == From::list && !field.type.is_list;
  if (as_sql || is_text_of_list || initial.kind == From::expression) return sql;
  if (initial.kind != From::list)
    return literal_of(initial.kind, initial.text, field, of).value_or(sql);
  model::Default list{model::Default::Kind::list, ""};
  for (const std::string& element : initial.elements) {
    const bool is_text = field.type.kind == TypeKind::string || of != nullptr;
    const std::optional<model::Default> one =
        literal_of(is_text ? From::text : From::number, element, field, of);
    if (!one) return sql;
    list.elements.push_back(*one);
  }
  return list;
}

}  // namespace tenon::import
