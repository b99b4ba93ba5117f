// Lists, which SQLite holds as JSON text: their defaults, and how a rebuild carries them over into
// another type. The text has one form only (as json_array() writes it, whole floating-point numbers
// without a fraction, decimals and UUIDs as texts), so that equal lists are equal texts.
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>

#include "schema/hazard.hpp"
#include "schema/sqlite/convert_parts.hpp"
#include "schema/sqlite/spelling.hpp"

namespace tenon::schema::sqlite {
namespace {

using Kind = ColumnType::Kind;

std::string json_string(std::string_view text) {
  std::string json = "\"";
  for (const char c : text) {
    const std::string_view special = "\"\\\b\f\n\r\t";
    const std::size_t at = special.find(c);
    if (at != std::string_view::npos) {
      json += {'\\', "\"\\bfnrt"[at]};
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char code[8];
      std::snprintf(code, sizeof code, "\\u%04x", static_cast<unsigned>(c));
      json += code;
    } else {
      json += c;
    }
  }
  return json + '"';
}

/// As the driver writes it: a float's value as the double that it is.
std::string real_text(const std::string& digits, bool is_single) {
  double value = 0;
  float single = 0;
  const char* const end = digits.data() + digits.size();
  if (is_single) {
    std::from_chars(digits.data(), end, single);
    value = single;
  } else {
    std::from_chars(digits.data(), end, value);
  }
  constexpr double exact = 9007199254740992;  // 2^53
  if (std::trunc(value) == value && std::fabs(value) < exact)
    return std::to_string(static_cast<std::int64_t>(value));
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

/// What no STRICT column of the type takes, for every value but NULL.
std::string refused_list(const std::string& value, const ColumnType& to) {
  return "case when " + value + " is not null then " +
         (type_text(to) == "blob" ? "'does not fit'" : "x''") + " end";
}

/// Stored as integers that JSON writes as they are.
bool is_whole(Kind kind) {
  return kind == Kind::int16 || kind == Kind::int32 || kind == Kind::int64 ||
         kind == Kind::timestamp || kind == Kind::date || kind == Kind::local_timestamp ||
         kind == Kind::time;
}

bool is_zoneless(Kind kind) {
  return kind == Kind::date || kind == Kind::local_timestamp || kind == Kind::time;
}

const char* const real_types = "'integer', 'real'";

bool has_whole_limits(Kind kind) {
  return kind == Kind::int16 || kind == Kind::int32 || kind == Kind::int64;
}

/// For BETWEEN.
std::string whole_limits(const ColumnType& type) {
  if (type.kind == Kind::int16) return "-32768 and 32767";
  if (type.kind == Kind::int32) return "-2147483648 and 2147483647";
  return "-9223372036854775808 and 9223372036854775807";
}

/// What JSON calls the elements of such a list.
std::string json_types(Kind kind) {
  if (kind == Kind::boolean) return "'true', 'false'";
  if (kind == Kind::float32 || kind == Kind::float64) return real_types;
  return is_whole(kind) ? "'integer'" : "'text'";
}

/// The list whose JSON the text is.
std::string list_of_json(const std::string& value, const ColumnType& to) {
  return "case when " + value + " is null then null when json_valid(" + value + ") and json_type(" +
         value + ") = 'array' and not exists (select 1 from json_each(" + value +
         ") where type not in (" + json_types(to.kind) + ")) then json(" + value + ") else x'' end";
}

/// `number`, unless the text is infinity.
std::string with_infinity(const std::string& text, const std::string& number) {
  return "case " + text + " when 'Infinity' then 9e999 when '-Infinity' then -9e999 else " +
         number + " end";
}

/// A list of one as its element.
std::string only_element(const std::string& value, const ColumnType& to) {
  const std::string element = "json_extract(" + value + ", '$[0]')";
  const std::string wrong = type_text(to) == "text" ? no_text : no_fit;
  std::string made = element;
  if (to.kind == Kind::float32 || to.kind == Kind::float64) {
    const std::string number = with_infinity(element, element);
    made = "coalesce(" +
           real_of_json(number, "substr(" + value + ", 2, length(" + value + ") - 2)") + ", " +
           wrong + ")";
  } else if (to.kind == Kind::uuid || to.kind == Kind::decimal) {
    made = from_text(element, to);
  }
  return "case when " + value + " is null then null when json_array_length(" + value +
         ") = 1 and json_type(" + value + ", '$[0]') in (" + json_types(to.kind) +
         (json_types(to.kind) == real_types ? ", 'text'" : "") + ") then " + made + " else " +
         wrong + " end";
}

/// A value as an element of a list's JSON, NULL where there is no writing it.
std::string as_element(const std::string& value, const ColumnType& type) {
  switch (type.kind) {
    case Kind::boolean:
      return to_text(value, type);
    case Kind::float32:
    case Kind::float64:
      return real_to_json(value);
    case Kind::json:
      return "json_quote(" + value + " || '')";  // a text, not its JSON
    default:
      return "json_quote(" + to_text(value, type) + ")";
  }
}

/// A value as a list of one.
std::string list_of_one(const std::string& value, const ColumnType& type) {
  if (is_whole(type.kind) || type.kind == Kind::text)
    return "case when " + value + " is not null then json_array(" + value + ") end";
  return "case when " + value + " is not null then coalesce('[' || " + as_element(value, type) +
         " || ']', " + no_text + ") end";
}

/// Whether each element is the same JSON in both types.
bool has_same_text(const ColumnType& from, const ColumnType& to) {
  const auto is_integer = [](Kind kind) {
    return kind == Kind::int16 || kind == Kind::int32 || kind == Kind::int64;
  };
  if (to.kind == Kind::float64)
    return from.kind == Kind::float64 || from.kind == Kind::float32 ||
           (is_integer(from.kind) && from.kind != Kind::int64);
  if (to.kind == Kind::text &&
      (from.kind == Kind::uuid || from.kind == Kind::decimal || from.kind == Kind::interval))
    return true;
  if (to.kind == Kind::decimal)
    return from.kind == Kind::decimal && from.scale == to.scale && from.precision > 0 &&
           to.precision >= from.precision;
  if (from.kind == to.kind) return true;
  return is_integer(from.kind) && is_integer(to.kind) && widens(from, to);
}

/// What no column of lists takes, whatever their elements are.
std::string refused_elements(const std::string& value) {
  return "case when " + value + " is not null then x'' end";
}

/// The list with each element as `expression` makes it, where none is as `misfit` says.
std::string narrowed_list(const std::string& value, const std::string& misfit,
                          const std::string& expression) {
  return "case when " + value + " is null then null when exists (select 1 from json_each(" + value +
         ") where " + misfit + ") then x'' else (" + mapped_list(value, expression) + ") end";
}

/// Texts as what JSON has for elements of the type: numbers, or the one spelling of the others.
std::string read_texts(const std::string& value, const ColumnType& to) {
  if (to.kind == Kind::uuid) {
    const std::string digits = "replace(value, '-', '')";
    return narrowed_list(value,
                         "value not like '________-____-____-____-____________' or length(" +
                             digits + ") <> 32 or " + digits + " glob '*[^0-9a-fA-F]*'",
                         "lower(value)");
  }
  const std::string made = from_text("value", to);
  if (is_whole(to.kind)) return narrowed_list(value, "typeof(" + made + ") <> 'integer'", made);
  if (to.kind == Kind::boolean) {
    return narrowed_list(value, "typeof(" + made + ") <> 'integer'",
                         "json(" + to_text("(" + made + ")", to) + ")");
  }
  if (json_types(to.kind) == real_types) {
    const std::string number = with_infinity("value", "cast(value as real)");
    return narrowed_list(value,
                         "value not in (" + real_to_text(number) + ", cast(cast(" + number +
                             " as integer) as text))",
                         "json(" + real_to_json(number) + ")");
  }
  if (to.kind == Kind::interval)
    return narrowed_list(value, "typeof(" + made + ") <> 'text'", made);
  if (to.kind == Kind::decimal) {
    const char* const stored = is_scaled(to) ? "'integer'" : "'text'";
    return narrowed_list(value, std::string{"typeof("} + made + ") <> " + stored,
                         to_text("(" + made + ")", to));
  }
  return refused_elements(value);
}

/// Into whole numbers, where each element is one that fits, and out of texts; nothing else is made
/// narrower.
std::string narrowed(const std::string& value, const ColumnType& from, const ColumnType& to) {
  const bool is_text = from.kind == Kind::text;
  const bool is_number = has_whole_limits(from.kind) || json_types(from.kind) == real_types;
  if (is_text && !has_whole_limits(to.kind)) return read_texts(value, to);
  if (!has_whole_limits(to.kind) || !(is_text || is_number)) return refused_elements(value);
  const std::string number = is_text ? "cast(value as integer)" : "value";
  const std::string other =
      is_text ? "cast(" + number + " as text) <> value" : std::string{"type <> 'integer'"};
  return "case when " + value + " is null then null when exists (select 1 from json_each(" + value +
         ") where " + other + " or " + number + " not between " + whole_limits(to) +
         ") then x'' else " + (is_text ? "(" + mapped_list(value, number) + ")" : value) + " end";
}

/// Between decimals, and from whole numbers to decimals, where no digit is lost.
std::string to_decimals(const std::string& value, const ColumnType& from, const ColumnType& to) {
  const auto zeros = [](int count) { return std::string(static_cast<std::size_t>(count), '0'); };
  if (from.kind != Kind::decimal) {
    return mapped_list(
        value,
        "cast(value as text)" + (to.scale > 0 ? " || '." + zeros(to.scale) + "'" : std::string{}));
  }
  if (to.precision == 0) {
    return from.scale == 0 ? value : mapped_list(value, "rtrim(rtrim(value, '0'), '.')");
  }
  return mapped_list(value, "value || '" + std::string{from.scale == 0 ? "." : ""} +
                                zeros(to.scale - from.scale) + "'");
}

}  // namespace

std::string decimal_text(std::string digits, const ColumnType& type) {
  std::size_t point = digits.find('.');
  if (type.precision == 0 && point != std::string::npos) {
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
  }
  if (type.precision > 0 && type.scale > 0) {
    if (point == std::string::npos) {
      point = digits.size();
      digits += '.';
    }
    digits.resize(point + 1 + static_cast<std::size_t>(type.scale), '0');
  }
  return digits;
}

std::string mapped_list(const std::string& list, const std::string& expression) {
  return "case when " + list + " is not null then (select json_group_array(" + expression +
         ") from (select value from json_each(" + list + ") order by key)) end";
}

std::string list_text(const ColumnType& type, const std::vector<std::string>& elements) {
  std::string json = "[";
  for (const std::string& element : elements) {
    if (json.size() > 1) json += ',';
    switch (type.kind) {
      case Kind::boolean:
      case Kind::int16:
      case Kind::int32:
      case Kind::int64:
        json += element;
        break;
      case Kind::float32:
      case Kind::float64:
        json += real_text(element, type.kind == Kind::float32);
        break;
      case Kind::decimal:
        json += json_string(decimal_text(element, type));
        break;
      default:
        json += json_string(element);
    }
  }
  return json + "]";
}

std::string convert_list(const std::string& value, const ColumnType& from, const ColumnType& to,
                         bool takes_back) {
  ColumnType element = from;
  element.is_list = false;
  ColumnType wanted = to;
  wanted.is_list = false;
  const bool is_element =
      element == wanted || (from.kind == to.kind && (is_whole(to.kind) || to.kind == Kind::text));
  if (!to.is_list) {
    if (is_element && to.kind != Kind::bytes && (takes_back || to.kind != Kind::text))
      return only_element(value, to);
    return to.kind == Kind::text && from.kind != Kind::bytes ? value : refused_list(value, to);
  }
  if (!from.is_list) {
    if (takes_back && from.kind == Kind::text && to.kind != Kind::bytes)
      return list_of_json(value, to);
    return is_element && to.kind != Kind::bytes ? list_of_one(value, element)
                                                : refused_list(value, to);
  }
  if (has_same_text(element, wanted)) return value;
  if (is_zoneless(element.kind) && is_zoneless(wanted.kind)) {
    const std::string made = convert("value", element, wanted);
    return narrowed_list(value, "typeof(" + made + ") <> 'integer'", made);
  }
  if (!widens(element, wanted)) return narrowed(value, element, wanted);
  if (to.kind == Kind::decimal) return to_decimals(value, element, wanted);
  return to.kind == Kind::text ? mapped_list(value, convert("value", element, wanted))
                               : refused_list(value, to);
}

}  // namespace tenon::schema::sqlite
