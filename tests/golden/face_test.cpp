// The face, measured: how long the files of an entity are, and how many of their lines one more
// field changes. The figures are printed; the bounds are those of the design.
#include <algorithm>
#include <cstddef>
#include <iomanip>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "golden/project.hpp"

namespace tenon::test {
namespace {

using Lines = std::vector<std::string>;

// What a field is added to: an entity of ten fields with two relations and one shape. `keys` and
// `more` are put in: unique keys, and a field behind the others.
std::string document(const std::string& keys, const std::string& more, bool is_required) {
  return R"({"$schema": "https://json-schema.org/draft/2020-12/schema", "x-tenon": {"namespace": "desk"}, "$defs": {
  "Status": {"type": "string", "enum": ["open", "closed"]},
  "Person": {"type": "object", "x-tenon": {"table": "people"},
    "properties": {"id": {"type": "integer", "x-tenon": {"primary_key": true}}, "name": {"type": "string"}},
    "required": ["id", "name"]},
  "Ticket": {"type": "object", "description": "Something to do.",
    "x-tenon": {"table": "tickets", "index": [["author_id", "created_at"]])" +
         keys +
         R"(, "shape": [{"name": "TicketWithPeople", "fields": "*", "with": ["author", "assignee"]}]},
    "properties": {
      "id": {"type": "integer", "x-tenon": {"primary_key": true}},
      "title": {"type": "string", "minLength": 1, "maxLength": 200, "description": "In one line."},
      "body": {"type": "string"},
      "status": {"$ref": "#/$defs/Status", "default": "open"},
      "priority": {"type": "integer", "format": "int32", "minimum": 0, "maximum": 5},
      "price": {"type": "string", "format": "decimal", "x-tenon": {"precision": [10, 2]}},
      "author_id": {"type": "integer", "x-tenon": {"references": {"field": "Person.id", "relation": "author", "inverse": "tickets"}}},
      "assignee_id": {"type": "integer", "x-tenon": {"references": {"field": "Person.id", "relation": "assignee", "inverse": "assigned"}}},
      "due": {"type": "string", "format": "date-time"},
      "created_at": {"type": "string", "format": "date-time", "x-tenon": {"created_at": true}})" +
         more + R"(},
    "required": ["id", "title", "body", "status", "priority", "price", "author_id", "created_at")" +
         (is_required ? R"(, "extra")" : "") + "]}}}";
}

constexpr char three_keys[] =
    R"(, "unique": [["title"], ["author_id", "due"], ["assignee_id", "created_at"]])";

// Not what tests are given, in testing/.
bool is_cpp(const std::string& path) {
  return path.find('/') == std::string::npos &&
         (base::ends_with(path, ".cpp") || base::ends_with(path, ".hpp"));
}

// The length of the longest common subsequence: what a diff keeps.
std::size_t kept(const Lines& before, const Lines& after) {
  std::vector<std::size_t> row(after.size() + 1, 0);
  for (const std::string& line : before) {
    std::size_t diagonal = 0;
    for (std::size_t at = 0; at < after.size(); ++at) {
      const std::size_t above = row[at + 1];
      row[at + 1] = line == after[at] ? diagonal + 1 : std::max(above, row[at]);
      diagonal = above;
    }
  }
  return row.back();
}

struct Change {
  std::size_t changed = 0;  ///< lines that are gone: each stands changed, or moved
  std::size_t added = 0;    ///< lines that are there beyond those
};

constexpr int file_width = 34;

// What one more field does to the C++ files; printed for each file that it touches.
Change change(const std::string& keys, const std::string& field, bool is_required) {
  const auto before = generate_json(document(keys, "", false), "desk").files;
  const auto after =
      generate_json(document(keys, R"(, "extra": )" + field, is_required), "desk").files;
  Change sum;
  for (const auto& [path, text] : after) {
    if (!is_cpp(path)) continue;
    const auto found = before.find(path);
    const Lines old = found == before.end() ? Lines{} : base::split_lines(found->second);
    const Lines now = base::split_lines(text);
    const std::size_t same = kept(old, now);
    const std::size_t removed = old.size() - same;
    const std::size_t more = now.size() - same;
    sum.changed += removed;
    sum.added += more - std::min(more, removed);
    if (more + removed > 0)
      std::cout << "  " << std::left << std::setw(file_width) << path << std::right << std::setw(3)
                << removed << " changed" << std::setw(4) << more - std::min(more, removed)
                << " added\n";
  }
  std::cout << "  all: " << sum.changed << " changed, " << sum.added << " added\n";
  return sum;
}

void expect_small(const std::string& keys, const std::string& field, bool is_required) {
  const Change seen = change(keys, field, is_required);
  EXPECT_LE(seen.changed, 12U);
  EXPECT_LE(seen.added, 30U);
}

// The lines of the files, printed; their sum.
std::size_t print_lengths(const std::map<std::string, std::string>& files,
                          const std::string& stem) {
  std::size_t sum = 0;
  for (const auto& [path, text] : files) {
    if (!is_cpp(path) || !base::starts_with(path, stem)) continue;
    const std::size_t lines = base::split_lines(text).size();
    std::cout << "  " << std::left << std::setw(file_width) << path << std::right << std::setw(5)
              << lines << " lines\n";
    sum += lines;
  }
  std::cout << "  all: " << sum << " lines\n";
  return sum;
}

TEST(Face, AnEntityOfTenFieldsIsReadInOneSitting) {
  for (const char* keys : {"", three_keys})
    EXPECT_LE(print_lengths(generate_json(document(keys, "", false), "desk").files, "ticket"),
              1200U);
}

TEST(Face, OfTheMusicSample) {
  const Golden music = generate(std::filesystem::path{TENON_SAMPLES} / "music", "music");
  const std::size_t sum = print_lengths(music.files, "");
  EXPECT_LE(sum / music.model.entities.size(), 1200U);
}

TEST(Face, ARequiredTextIsASmallChange) {
  for (const char* keys : {"", three_keys})
    expect_small(keys, R"({"type": "string", "minLength": 1, "maxLength": 80})", true);
}

TEST(Face, AnOptionalFieldIsASmallChange) {
  for (const char* keys : {"", three_keys})
    expect_small(keys, R"({"type": "string", "format": "date-time"})", false);
}

TEST(Face, AnEnumIsASmallChange) {
  for (const char* keys : {"", three_keys})
    expect_small(keys, R"({"$ref": "#/$defs/Status", "default": "closed"})", true);
}

}  // namespace
}  // namespace tenon::test
