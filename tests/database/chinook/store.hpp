// Chinook in a database: its rows as entities, there and back, and a fixture with all of them
// loaded through the generated repositories.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <tenon/session.hpp>

#include "csv.hpp"
#include "database/on_both.hpp"
#include "kinds.hpp"
#include "revisions.hpp"

namespace chinook {

// A member as the files spell it, and back; a text that is no such value throws.
void parse(const std::string& text, std::string& value);
void parse(const std::string& text, std::int32_t& value);
void parse(const std::string& text, std::int64_t& value);
void parse(const std::string& text, tenon::Decimal& value);
void parse(const std::string& text, tenon::Timestamp& value);
std::string spell(const std::string& value);
std::string spell(std::int64_t value);
std::string spell(const tenon::Decimal& value);
std::string spell(tenon::Timestamp value);

template <class T>
void parse_field(const std::optional<std::string>& field, T& member) {
  parse(field.value(), member);
}
template <class T>
void parse_field(const std::optional<std::string>& field, std::optional<T>& member) {
  if (field) parse(*field, member.emplace());
}
template <class T>
std::optional<std::string> spell_field(const T& member) {
  return spell(member);
}
template <class T>
std::optional<std::string> spell_field(const std::optional<T>& member) {
  if (!member) return std::nullopt;
  return spell(*member);
}

template <class T>
T from_csv(const CsvRow& fields) {
  T row{};
  std::size_t at = 0;
  std::apply([&](auto&... member) { (parse_field(fields.at(at++), member), ...); },
             Kind<T>::members(row));
  return row;
}

template <class T>
CsvRow to_csv(const T& row) {
  return std::apply([](const auto&... member) { return CsvRow{spell_field(member)...}; },
                    Kind<T>::members(row));
}

/// The rows of the file, in its order.
template <class T>
std::vector<T> read_rows() {
  std::vector<T> rows;
  for (const CsvRow& fields : read_csv(Kind<T>::file).rows) rows.push_back(from_csv<T>(fields));
  return rows;
}

/// All rows of the table, page by page.
template <class T>
std::vector<T> list_all(tenon::Session& session, tenon::ListOptions options) {
  typename Kind<T>::Repository repository{session};
  std::vector<T> rows;
  do {
    tenon::Page<T> page = repository.list(options);
    EXPECT_LE(page.items.size(), static_cast<std::size_t>(options.limit));
    std::move(page.items.begin(), page.items.end(), std::back_inserter(rows));
    options.after = page.next;
  } while (!options.after.empty());
  return rows;
}

/// Every table, as its file has it: sorted, because a table has no order of its own.
void expect_as_in_files(tenon::Session& session);

/// All rows of all files, through `insert_many`; does not commit.
void load(tenon::Session& session);

/// A database with the tables of the music models, made by their first revision, and all rows.
class Chinook : public tenon::test::OnBoth {
 protected:
  void SetUp() override;

  Revisions revisions;
};

}  // namespace chinook
