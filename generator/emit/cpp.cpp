#include "emit/cpp.hpp"

#include "base/names.hpp"
#include "base/text.hpp"

namespace tenon::emit {
namespace {

using model::Type;
using model::TypeKind;

/// Digits of an integer as C++ takes them: the least 64-bit number is no literal.
std::string integer_literal(const std::string& digits) {
  if (digits == "-9223372036854775808") return "-9223372036854775807 - 1";
  return digits;
}

/// The length of the character at `at` when it turns the direction of what follows it (U+202A–202E,
/// U+2066–2069), else 0: in a source it would show code in another order than it has, and g++
/// warns.
std::size_t direction_mark(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) != "\xe2\x80" && text.substr(at, 2) != "\xe2\x81") return 0;
  if (at + 2 >= text.size()) return 0;
  const auto last = static_cast<unsigned char>(text[at + 2]);
  const bool is_mark =
      text[at + 1] == '\x80' ? last >= 0xaa && last <= 0xae : last >= 0xa6 && last <= 0xa9;
  return is_mark ? 3 : 0;
}

bool has_direction_mark(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at)
    if (direction_mark(text, at) > 0) return true;
  return false;
}

/// Octal, always three digits: a digit that follows stays outside.
std::string octal(char c) {
  constexpr char digits[] = "01234567";
  const auto byte = static_cast<unsigned char>(c);
  return {'\\', digits[byte >> 6], digits[byte >> 3 & 7], digits[byte & 7]};
}

std::string real_literal(const std::string& digits, bool is_float) {
  std::string text = digits;
  if (text.find_first_of(".eE") == std::string::npos) text += ".0";
  return is_float ? text + "F" : text;
}

}  // namespace

std::string relative_name(std::string_view qualified, std::string_view space) {
  const std::string prefix = std::string(space) + "::";
  if (!space.empty() && base::starts_with(qualified, prefix))
    return std::string(qualified.substr(prefix.size()));
  return std::string(qualified);
}

namespace {

/// A type of the user's as a member's. A name like those of members is written in full: `mode mode`
/// would take the type's meaning away.
std::string type_name(const std::string& qualified, std::string_view space) {
  const std::size_t colon = qualified.rfind(':');
  const std::string name = colon == std::string::npos ? qualified : qualified.substr(colon + 1);
  return base::snake_case(name) == name ? "::" + qualified : relative_name(qualified, space);
}

}  // namespace

std::string stored_type(const Type& type, std::string_view space) {
  switch (type.kind) {
    case TypeKind::boolean:
      return "bool";
    case TypeKind::int16:
      return "std::int16_t";
    case TypeKind::int32:
      return "std::int32_t";
    case TypeKind::int64:
      return "std::int64_t";
    case TypeKind::float32:
      return "float";
    case TypeKind::float64:
      return "double";
    case TypeKind::string:
      return "std::string";
    case TypeKind::bytes:
      return "tenon::Bytes";
    case TypeKind::uuid:
      return "tenon::Uuid";
    case TypeKind::decimal:
      return "tenon::Decimal";
    case TypeKind::timestamp:
      return "tenon::Timestamp";
    case TypeKind::date:
      return "tenon::Date";
    case TypeKind::local_timestamp:
      return "tenon::LocalTimestamp";
    case TypeKind::time:
      return "tenon::Time";
    case TypeKind::interval:
      return "tenon::Interval";
    case TypeKind::json:
      return "tenon::Json";
    case TypeKind::enumeration:
      return type_name(type.enumeration, space);
    case TypeKind::object:
      return type_name(type.object, space);
  }
  return "";
}

const char* stored_header(TypeKind kind) {
  switch (kind) {
    case TypeKind::bytes:
      return "tenon/bytes.hpp";
    case TypeKind::uuid:
      return "tenon/uuid.hpp";
    case TypeKind::decimal:
      return "tenon/decimal.hpp";
    case TypeKind::timestamp:
      return "tenon/timestamp.hpp";
    case TypeKind::date:
      return "tenon/date.hpp";
    case TypeKind::local_timestamp:
      return "tenon/local_timestamp.hpp";
    case TypeKind::time:
      return "tenon/time.hpp";
    case TypeKind::interval:
      return "tenon/interval.hpp";
    case TypeKind::json:
      return "tenon/json_value.hpp";
    case TypeKind::boolean:
    case TypeKind::int16:
    case TypeKind::int32:
    case TypeKind::int64:
    case TypeKind::float32:
    case TypeKind::float64:
    case TypeKind::string:
    case TypeKind::enumeration:
    case TypeKind::object:
      break;
  }
  return "";
}

std::string value_type(const Type& type, std::string_view space) {
  if (type.is_list) {
    Type element = type;
    element.is_list = false;
    return "std::vector<" + value_type(element, space) + ">";
  }
  if (!type.wrapper) return stored_type(type, space);
  const model::Wrapper& wrapper = *type.wrapper;
  if (wrapper.entity.empty())
    return base::starts_with(wrapper.type, "std::") ? wrapper.type : type_name(wrapper.type, space);
  const std::string key = type.kind == TypeKind::int64 ? "" : ", " + stored_type(type, space);
  return "tenon::Id<" + type_name(wrapper.entity, space) + key + ">";
}

std::string member_type(const Type& type, std::string_view space) {
  const std::string value = value_type(type, space);
  return type.nullable ? "std::optional<" + value + ">" : value;
}

bool needs_encoded(const Type& type) {
  if (!type.wrapper) return false;
  if (type.is_list) return true;
  switch (type.kind) {
    case TypeKind::string:
    case TypeKind::bytes:
    case TypeKind::uuid:
    case TypeKind::decimal:
    case TypeKind::interval:
    case TypeKind::json:
      return true;
    default:
      return false;
  }
}

std::string from_stored(const Type& type, std::string_view space, const std::string& value) {
  if (!type.wrapper) return value;
  return "tenon::Codec<" + value_type(type, space) + ">::decode(" + value + ")";
}

std::string parameter_type(const Type& type, std::string_view space) {
  if (type.is_list) return "const " + value_type(type, space) + "&";
  const bool is_users = type.wrapper && type.wrapper->entity.empty() &&
                        !base::starts_with(type.wrapper->type, "std::");
  if (is_users || needs_encoded(type)) return "const " + value_type(type, space) + "&";
  switch (type.kind) {
    case TypeKind::string:
      return "std::string_view";
    case TypeKind::bytes:
    case TypeKind::uuid:
    case TypeKind::decimal:
    case TypeKind::interval:
    case TypeKind::json:
      return "const " + value_type(type, space) + "&";
    default:
      return value_type(type, space);
  }
}

std::string parameter_list_type(const Type& type, std::string_view space) {
  return "const std::vector<" + value_type(type, space) + ">&";
}

std::string string_literal(std::string_view text) {
  std::string literal = "\"";
  std::size_t escaped = 0;  // bytes to come of a character that is escaped whole
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (escaped == 0) escaped = direction_mark(text, at);
    if (escaped > 0) {
      literal += octal(c);
      --escaped;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    switch (c) {
      case '"':
        literal += "\\\"";
        break;
      case '\\':
        literal += "\\\\";
        break;
      case '\n':
        literal += "\\n";
        break;
      case '\r':
        literal += "\\r";
        break;
      case '\t':
        literal += "\\t";
        break;
      case '?':
        literal += "\\?";
        break;  // no trigraph can arise
      default:
        literal += byte < 0x20 || byte == 0x7f ? octal(c) : std::string(1, c);
    }
  }
  return literal + '"';
}

namespace {

/// A backslash, blanks, and the end of the line: g++ warns of it in raw literals too.
bool has_blanks_behind_backslash(std::string_view text) {
  for (std::size_t at = text.find('\\'); at != std::string_view::npos;
       at = text.find('\\', at + 1)) {
    const std::size_t next = text.find_first_not_of(" \t\v\f", at + 1);
    if (next != std::string_view::npos && next > at + 1 && text[next] == '\n') return true;
  }
  return false;
}

}  // namespace

std::string raw_literal(std::string_view text) {
  // What an editor, a version control system or a compiler might change or warn of.
  const bool is_plain = text.find('\r') == std::string_view::npos && !has_direction_mark(text) &&
                        !has_blanks_behind_backslash(text);
  if (!is_plain) return string_literal(text);
  std::string delimiter = "sql";
  for (int n = 2; text.find(")" + delimiter + "\"") != std::string_view::npos; ++n)
    delimiter = "sql" + std::to_string(n);
  return "R\"" + delimiter + "(" + std::string(text) + ")" + delimiter + "\"";
}

std::string doc_comment(std::string_view text, std::string_view indent) {
  std::string comment;
  for (std::string line : base::split_lines(text)) {
    // A backslash (or its trigraph) at the end would make the next line part of the comment.
    while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.pop_back();
    if (base::ends_with(line, "\\") || base::ends_with(line, "?\?/")) line += '.';
    for (char& c : line)
      if (static_cast<unsigned char>(c) < 0x20 && c != '\t') c = ' ';
    for (std::size_t at = 0; at < line.size(); ++at)
      if (const std::size_t length = direction_mark(line, at)) line.replace(at, length, " ");
    comment += std::string(indent) + (line.empty() ? "///" : "/// " + line) + "\n";
  }
  return comment;
}

std::string initializer(const Type& type, const model::Default& initial, std::string_view space) {
  using Kind = model::Default::Kind;
  switch (initial.kind) {
    case Kind::boolean:
      return initial.text;
    case Kind::text:
      return string_literal(initial.text);
    case Kind::enumerator:
      return stored_type(type, space) + "::" + initial.text;
    case Kind::sql:
      return "";
    case Kind::list: {
      std::string elements;
      for (const model::Default& element : initial.elements)
        elements += (elements.empty() ? "" : ", ") + initializer(type, element, space);
      // An optional takes no bare braces, and empty ones would leave it empty.
      const bool is_bare = !type.nullable && !initial.elements.empty();
      return (is_bare ? "" : value_type(type, space)) + "{" + elements + "}";
    }
    case Kind::number:
      break;
  }
  switch (type.kind) {
    case TypeKind::decimal:
      return "tenon::Decimal{\"" + initial.text + "\"}";
    case TypeKind::float32:
      return real_literal(initial.text, true);
    case TypeKind::float64:
      return real_literal(initial.text, false);
    default:
      return integer_literal(initial.text);
  }
}

}  // namespace tenon::emit
