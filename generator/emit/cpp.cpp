#include "emit/cpp.hpp"

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

std::string value_type(const Type& type, std::string_view space) {
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
    case TypeKind::enumeration:
      return relative_name(type.enumeration, space);
  }
  return "";
}

std::string member_type(const Type& type, std::string_view space) {
  const std::string value = value_type(type, space);
  return type.nullable ? "std::optional<" + value + ">" : value;
}

std::string parameter_type(const Type& type, std::string_view space) {
  switch (type.kind) {
    case TypeKind::string:
      return "std::string_view";
    case TypeKind::bytes:
    case TypeKind::uuid:
    case TypeKind::decimal:
      return "const " + value_type(type, space) + "&";
    default:
      return value_type(type, space);
  }
}

std::string parameter_list_type(const Type& type, std::string_view space) {
  return "const std::vector<" + value_type(type, space) + ">&";
}

std::string string_literal(std::string_view text) {
  constexpr char octal[] = "01234567";
  std::string literal = "\"";
  for (const char c : text) {
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
        if (byte < 0x20 ||
            byte == 0x7f) {  // octal, always three digits: a digit that follows stays outside
          literal += {'\\', octal[byte >> 6], octal[byte >> 3 & 7], octal[byte & 7]};
        } else {
          literal += c;
        }
    }
  }
  return literal + '"';
}

std::string raw_literal(std::string_view text) {
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
      return value_type(type, space) + "::" + initial.text;
    case Kind::sql:
      return "";
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
