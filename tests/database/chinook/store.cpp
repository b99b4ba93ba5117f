#include "store.hpp"

#include <charconv>
#include <stdexcept>

#include <tenon/migration.hpp>

namespace chinook {

namespace {

template <class Integer>
void parse_integer(const std::string& text, Integer& value) {
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end) throw std::runtime_error("no number: " + text);
}

}  // namespace

void parse(const std::string& text, std::string& value) { value = text; }
void parse(const std::string& text, std::int32_t& value) { parse_integer(text, value); }
void parse(const std::string& text, std::int64_t& value) { parse_integer(text, value); }
void parse(const std::string& text, tenon::Decimal& value) { value = tenon::Decimal{text}; }
// The files have no zone: UTC.
void parse(const std::string& text, tenon::Timestamp& value) {
  value = tenon::parse_timestamp(text + "Z").value();
}

std::string spell(const std::string& value) { return value; }
std::string spell(std::int64_t value) { return std::to_string(value); }
std::string spell(const tenon::Decimal& value) { return tenon::to_string(value); }
std::string spell(tenon::Timestamp value) {
  std::string text = tenon::to_string(value);
  text.at(text.find('T')) = ' ';
  text.pop_back();
  return text;
}

void expect_as_in_files(tenon::Session& session) {
  for_each_kind([&]<class T>() {
    std::vector<CsvRow> expected = read_csv(Kind<T>::file).rows;
    std::vector<CsvRow> found;
    for (const T& row : list_all<T>(session, {.limit = 1000})) found.push_back(to_csv(row));
    std::sort(expected.begin(), expected.end());
    std::sort(found.begin(), found.end());
    EXPECT_EQ(found, expected) << Kind<T>::table;
  });
}

void load(tenon::Session& session) {
  for_each_kind(
      [&]<class T>() { typename Kind<T>::Repository{session}.insert_many(read_rows<T>()); });
}

void Chinook::SetUp() {
  revisions.add("music store", read_schema({}));
  tenon::Migrator{engine, revisions.stored()}.upgrade();
  tenon::Session session = engine.session();
  load(session);
  session.commit();
}

}  // namespace chinook
