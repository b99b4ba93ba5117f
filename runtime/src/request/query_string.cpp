#include <tenon/query_string.hpp>

#include <utility>

#include <tenon/error.hpp>

namespace tenon {

namespace {

struct OperatorText {
  std::string_view text;
  FilterOperator how;
};

// The first text of each is its own; the others are those that Django and fastapi-filter have.
constexpr OperatorText operator_texts[] = {
    {"eq", FilterOperator::eq},
    {"ne", FilterOperator::ne},
    {"lt", FilterOperator::lt},
    {"le", FilterOperator::le},
    {"gt", FilterOperator::gt},
    {"ge", FilterOperator::ge},
    {"in", FilterOperator::in},
    {"contains", FilterOperator::contains},
    {"starts_with", FilterOperator::starts_with},
    {"ends_with", FilterOperator::ends_with},
    {"is_null", FilterOperator::is_null},
    {"lte", FilterOperator::le},
    {"gte", FilterOperator::ge},
    {"startswith", FilterOperator::starts_with},
    {"endswith", FilterOperator::ends_with},
    {"isnull", FilterOperator::is_null},
};

/// -1 of what is no hexadecimal digit.
int nibble(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decoded(std::string_view raw) {
  std::string text;
  text.reserve(raw.size());
  for (std::size_t at = 0; at < raw.size(); ++at) {
    const int high = raw[at] == '%' && at + 2 < raw.size() ? nibble(raw[at + 1]) : -1;
    const int low = high < 0 ? -1 : nibble(raw[at + 2]);
    if (low >= 0) {
      text += static_cast<char>(high * 16 + low);
      at += 2;
    } else {
      text += raw[at] == '+' ? ' ' : raw[at];
    }
  }
  return text;
}

}  // namespace

std::string_view to_text(FilterOperator how) {
  for (const OperatorText& each : operator_texts)
    if (each.how == how) return each.text;
  throw Error{ErrorKind::bad_value, "no enumerator of tenon::FilterOperator has this value"};
}

bool from_text(std::string_view text, FilterOperator& how) {
  for (const OperatorText& each : operator_texts) {
    if (each.text != text) continue;
    how = each.how;
    return true;
  }
  return false;
}

void QueryString::add(std::string name, std::string value) {
  pairs_.push_back({std::move(name), std::move(value)});
}

void QueryString::decode(std::string_view raw) {
  if (!raw.empty() && raw.front() == '?') raw.remove_prefix(1);
  while (!raw.empty()) {
    const std::string_view part = raw.substr(0, raw.find('&'));
    raw.remove_prefix(part.size() + (part.size() < raw.size() ? 1 : 0));
    if (part.empty()) continue;
    const std::string_view name = part.substr(0, part.find('='));
    const std::string_view value = name.size() < part.size() ? part.substr(name.size() + 1) : "";
    add(decoded(name), decoded(value));
  }
}

}  // namespace tenon
