#include <tenon/named_row.hpp>

#include <algorithm>
#include <string>

#include <tenon/error.hpp>
#include <tenon/query.hpp>

namespace tenon {

namespace {

/// The names of a list: each the last one in quotes of its part, `abbrev("at") as "at"`.
std::vector<std::string> names_of(std::string_view columns) {
  std::vector<std::string> names;
  bool is_new = true;
  for (std::size_t at = 0; at < columns.size(); ++at) {
    if (columns[at] == ',') is_new = true;
    if (columns[at] != '"') continue;
    std::string name;
    while (++at < columns.size()) {
      if (columns[at] == '"' && (at + 1 == columns.size() || columns[at + 1] != '"')) break;
      if (columns[at] == '"') ++at;
      name += columns[at];
    }
    if (std::exchange(is_new, false)) names.emplace_back();
    names.back() = std::move(name);
  }
  return names;
}

/// Whether the row's columns are these, in this order: a look that makes nothing.
bool is_in_order(const Row& row, std::string_view columns) {
  std::size_t at = 0;
  for (int i = 0; i < row.size(); ++i) {
    const std::string_view name = row.name(i);
    const std::string_view rest = columns.substr(std::min(at, columns.size()));
    const bool is_same = rest.size() >= name.size() + 2 && rest.front() == '"' &&
                         rest.substr(1, name.size()) == name && rest[name.size() + 1] == '"';
    if (!is_same) return false;
    const std::size_t end = name.size() + 2;
    if (rest.size() != end && rest.substr(end, 2) != ", ") return false;
    at += end + 2;
  }
  return at == columns.size() + 2;
}

/// One kind of fault, with the first names that have it.
void add_fault(std::string& told, const char* what, const std::vector<std::string>& names) {
  constexpr std::size_t most = 5;
  if (names.empty()) return;
  told += (told.empty() ? " " : "; ") + std::string{what};
  for (std::size_t i = 0; i < names.size() && i < most; ++i)
    told += (i == 0 ? " '" : ", '") + names[i] + "'";
  if (names.size() > most) told += " and " + std::to_string(names.size() - most) + " more";
}

[[noreturn]] void refuse_names(const Row& row, const std::vector<std::string>& names) {
  std::vector<std::string> missing;
  std::vector<std::string> unknown;
  std::vector<std::string> repeated;
  for (const std::string& name : names) {
    int count = 0;
    for (int i = 0; i < row.size(); ++i) count += row.name(i) == name ? 1 : 0;
    if (count == 0) missing.push_back(name);
    if (count > 1) repeated.push_back(name);
  }
  for (int i = 0; i < row.size(); ++i)
    if (std::find(names.begin(), names.end(), row.name(i)) == names.end())
      unknown.emplace_back(row.name(i));
  std::string told;
  add_fault(told, "it misses", missing);
  add_fault(told, "nothing takes its", unknown);
  add_fault(told, "it has more than one", repeated);
  throw Error{ErrorKind::misuse, "the statement does not give the columns that are read:" + told};
}

}  // namespace

NamedRow::NamedRow(const Row& row, std::string_view columns) : row_(row) {
  if (is_in_order(row, columns)) return;
  const std::vector<std::string> names = names_of(columns);
  bool is_complete = names.size() == static_cast<std::size_t>(row.size());
  for (const std::string& name : names) {
    int found = 0;
    int place = -1;
    for (int i = 0; i < row.size(); ++i) {
      if (row.name(i) != name) continue;
      place = i;
      ++found;
    }
    is_complete = is_complete && found == 1;
    places_.push_back(place);
  }
  if (!is_complete) refuse_names(row, names);
}

Rows NamedRow::elements(int column) const { return row_.elements(place(column)); }

void detail::check_width(const Row& row, std::size_t expected) {
  if (static_cast<std::size_t>(row.size()) == expected) return;
  throw Error{ErrorKind::misuse, "the statement gives " + std::to_string(row.size()) +
                                     " columns, and " + std::to_string(expected) + " are read"};
}

void detail::refuse_more_rows() {
  throw Error{ErrorKind::misuse, "the statement gives more than the one row that is read"};
}

void detail::refuse_parameter() {
  throw Error{ErrorKind::bad_value,
              "a parameter is greater than 9223372036854775807, the greatest number of 64 bits"};
}

void detail::refuse_none() { throw Error{ErrorKind::not_found, "the statement gives no row"}; }

}  // namespace tenon
