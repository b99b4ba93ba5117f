// Our reports beside Pydantic's, value by value: type, loc, msg and ctx are equal, or the
// difference is one of those that the README lists, each of which has to occur. pydantic.json is
// what Pydantic says, written by record_pydantic.py.
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <stdexcept>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <tenon/codec.hpp>
#include <tenon/json.hpp>
#include <tenon/validate.hpp>

namespace pydantic {

enum class Role { reader, author, admin };
enum class Two { a, b };
enum class One { a };

// As generated code has them.
[[maybe_unused]] bool from_text(std::string_view text, Role& out) {
  out = Role::reader;
  return text == "reader" || text == "author" || text == "admin";
}
[[maybe_unused]] const char* to_text(Role) { return "reader"; }
[[maybe_unused]] const char* expected_texts(Role) { return "'reader', 'author' or 'admin'"; }
[[maybe_unused]] bool from_text(std::string_view text, Two& out) {
  out = Two::a;
  return text == "a" || text == "b";
}
[[maybe_unused]] const char* to_text(Two) { return "a"; }
[[maybe_unused]] const char* expected_texts(Two) { return "'a' or 'b'"; }
[[maybe_unused]] bool from_text(std::string_view text, One& out) {
  out = One::a;
  return text == "a";
}
[[maybe_unused]] const char* to_text(One) { return "a"; }
[[maybe_unused]] const char* expected_texts(One) { return "'a'"; }

struct Place {
  std::string city;
};

[[maybe_unused]] bool read_json(tenon::JsonObject& json, Place& place) {
  tenon::Required<std::string> city = tenon::pending;
  json.read("city", city);
  tenon::Violations rules;
  if (tenon::given(city) != nullptr) tenon::check_length(rules, "city", *city, 1, -1);
  if (!json.finish(rules)) return false;
  place.city = *city;
  return true;
}

struct Grade {
  std::int64_t number = 0;
};

}  // namespace pydantic

template <>
struct tenon::Codec<pydantic::Grade> {
  using Stored = std::int64_t;
  static Stored encode(pydantic::Grade grade) { return grade.number; }
  static pydantic::Grade decode(Stored) { throw std::invalid_argument{"no such grade"}; }
};

namespace tenon {
namespace {

using nlohmann::json;
using Judge = std::function<void(JsonObject&, Violations&)>;

template <class T>
void nothing(Violations&, const T&) {}

template <class T>
Judge type(void (*check)(Violations&, const T&) = nothing<T>) {
  return [check](JsonObject& object, Violations& rules) {
    Required<T> member = pending;
    object.read("m", member);
    if (given(member) != nullptr) check(rules, *member);
  };
}

using Text = const std::string&;
using Integer = const std::int64_t&;
using Real = const double&;
using List = const std::vector<std::int64_t>&;
using Out = Violations&;

const std::map<std::string, Judge>& judges() {
  using Int = std::int64_t;
  using Ints = std::vector<std::int64_t>;
  using String = std::string;
  static const Pattern pattern{"^[a-z]+$"};
  static const std::map<std::string, Judge> all = {
      {"string", type<String>()},
      {"string 1..", type<String>([](Out v, Text m) { check_length(v, "m", m, 1, -1); })},
      {"string 3..", type<String>([](Out v, Text m) { check_length(v, "m", m, 3, -1); })},
      {"string ..1", type<String>([](Out v, Text m) { check_length(v, "m", m, 0, 1); })},
      {"string ..3", type<String>([](Out v, Text m) { check_length(v, "m", m, 0, 3); })},
      {"string pattern", type<String>([](Out v, Text m) { check_pattern(v, "m", m, pattern); })},
      {"int", type<Int>()},
      {"int 3..", type<Int>([](Out v, Integer m) { check_at_least(v, "m", m, Int{3}); })},
      {"int ..3", type<Int>([](Out v, Integer m) { check_at_most(v, "m", m, Int{3}); })},
      {"int *5", type<Int>([](Out v, Integer m) { check_multiple_of(v, "m", m, Int{5}); })},
      {"float", type<double>([](Out v, Real m) { check_finite(v, "m", m); })},
      {"float 0.5..", type<double>([](Out v, Real m) { check_at_least(v, "m", m, 0.5); })},
      {"float ..3", type<double>([](Out v, Real m) { check_at_most(v, "m", m, 3.0); })},
      {"float *0.5", type<double>([](Out v, Real m) { check_multiple_of(v, "m", m, 0.5); })},
      {"bool", type<bool>()},
      {"enum of 3", type<pydantic::Role>()},
      {"enum of 2", type<pydantic::Two>()},
      {"enum of 1", type<pydantic::One>()},
      {"uuid", type<Uuid>()},
      {"decimal 6 2", type<Decimal>([](Out v, const Decimal& m) { check_digits(v, "m", m, {6, 2}); })},
      {"decimal 1 1", type<Decimal>([](Out v, const Decimal& m) { check_digits(v, "m", m, {1, 1}); })},
      {"decimal 2 1", type<Decimal>([](Out v, const Decimal& m) { check_digits(v, "m", m, {2, 1}); })},
      {"decimal 3 0", type<Decimal>([](Out v, const Decimal& m) { check_digits(v, "m", m, {3, 0}); })},
      {"decimal 0.01..",
       type<Decimal>([](Out v, const Decimal& m) { check_at_least(v, "m", m, Decimal{"0.01"}); })},
      {"decimal ..10",
       type<Decimal>([](Out v, const Decimal& m) { check_at_most(v, "m", m, Decimal{"10"}); })},
      {"decimal *0.05",
       type<Decimal>([](Out v, const Decimal& m) { check_multiple_of(v, "m", m, Decimal{"0.05"}); })},
      {"timestamp", type<Timestamp>()},
      {"local timestamp", type<LocalTimestamp>()},
      {"date", type<Date>()},
      {"time", type<Time>()},
      {"interval", type<Interval>()},
      {"bytes", type<Bytes>()},
      {"url", type<String>([](Out v, Text m) { check_url(v, "m", m); })},
      {"list of int", type<Ints>()},
      {"list 1..", type<Ints>([](Out v, List m) { check_items(v, "m", m.size(), 1, -1); })},
      {"list 2..", type<Ints>([](Out v, List m) { check_items(v, "m", m.size(), 2, -1); })},
      {"list ..1", type<Ints>([](Out v, List m) { check_items(v, "m", m.size(), 0, 1); })},
      {"list ..2", type<Ints>([](Out v, List m) { check_items(v, "m", m.size(), 0, 2); })},
      {"object", type<pydantic::Place>()},
      {"optional string",
       [](JsonObject& object, Violations&) {
         std::optional<String> member;
         object.read("m", member);
       }},
      {"grade", type<pydantic::Grade>()},
      {"json", type<Json>()},
  };
  return all;
}

json ours(const std::string& type, const std::string& body) {
  Violations violations;
  JsonObject object{body, violations};
  Violations rules;
  judges().at(type)(object, rules);
  object.finish(rules);
  return json::parse(violations.to_json());
}

// The rows of the README's table.
namespace difference {
constexpr const char* words = "the reason behind the comma";
constexpr const char* class_name = "the name of the class";
constexpr const char* bounds = "bounds of a Decimal are numbers";
constexpr const char* width = "numbers have a width";
constexpr const char* digits = "digits of a Decimal that is a number";
constexpr const char* exponent = "a text with an exponent";
constexpr const char* base64 = "base64 without its padding";
constexpr const char* url_type = "a URL is a text";
constexpr const char* strict = "JSON as RFC 8259 has it";
constexpr const char* naive = "a time of day has no offset";
constexpr const char* times = "times as RFC 3339 has them";
constexpr const char* year = "the year in UTC";
constexpr const char* midnight = "the end of a day";
constexpr const char* order = "unknown members come last";
const std::set<std::string> every = {words,    class_name, bounds, width, digits, exponent, base64,
                                     url_type, strict,     naive,  times, year,   midnight, order};
}  // namespace difference

/// Without what the reason says, in msg and ctx.
json without_reason(json error) {
  for (const char* const name : {"error", "encoding_error"}) {
    if (!error.contains("ctx") || !error["ctx"].contains(name)) continue;
    const std::string reason = error["ctx"][name];
    std::string msg = error["msg"];
    if (msg.size() >= reason.size() && msg.substr(msg.size() - reason.size()) == reason)
      error["msg"] = msg.substr(0, msg.size() - reason.size());
    error["ctx"][name] = "";
  }
  return error;
}

json mapped(const json& errors, json (*change)(json)) {
  json all = json::array();
  for (const json& error : errors) all.push_back(change(error));
  return all;
}

bool is_without_class(const json& theirs, const json& mine) {
  return mapped(theirs, [](json error) {
           if (error["type"] == "model_type") error.erase("ctx");
           return error;
         }) == mine;
}

bool is_with_numbers(const json& theirs, const json& mine) {
  return mapped(theirs, [](json error) {
           for (const char* const name : {"ge", "le", "multiple_of"})
             if (error.contains("ctx") && error["ctx"].contains(name) &&
                 error["ctx"][name].is_string())
               error["ctx"][name] = json::parse(error["ctx"][name].get<std::string>());
           return error;
         }) == mine;
}

/// Why they differ; "" when nobody knows.
std::string reason_of(const std::string& type, const std::string& body, const json& theirs,
                      const json& mine) {
  const auto codes = [](const json& errors) {
    std::string all;
    for (const json& error : errors) all += error["type"].get<std::string>() + ' ';
    return all;
  };
  if (mapped(theirs, without_reason) == mapped(mine, without_reason)) return difference::words;
  if (is_without_class(theirs, mine)) return difference::class_name;
  if (is_with_numbers(theirs, mine)) return difference::bounds;
  if ((type == "int" || type == "float") && theirs.empty()) return difference::width;
  if (type == "decimal 6 2" && codes(theirs) == "finite_number ") return difference::digits;
  if (type == "decimal 6 2" && body.find('e') != std::string::npos) return difference::exponent;
  if (type == "time" && codes(mine) == "timezone_naive ") return difference::naive;
  if (body.find("\"24:00:00\"") != std::string::npos) return difference::midnight;
  if (mine.dump().find("the year in UTC") != std::string::npos) return difference::year;
  const bool is_time =
      type == "timestamp" || type == "local timestamp" || type == "date" || type == "time";
  if (is_time && theirs.empty()) return difference::times;
  if (type == "bytes" && theirs.empty()) return difference::base64;
  if (codes(theirs) == "url_type ") return difference::url_type;
  if (codes(mine) == "json_invalid ") return difference::strict;
  if (std::is_permutation(theirs.begin(), theirs.end(), mine.begin(), mine.end()))
    return difference::order;
  return "";
}

TEST(Pydantic, ReportsAreItsOwnOrTheDifferenceIsListed) {
  std::ifstream file{TENON_PYDANTIC};
  const json recorded = json::parse(file);
  std::set<std::string> used;
  int equal = 0;
  for (const json& row : recorded["rows"]) {
    const std::string type = row["type"];
    const std::string body = row["body"];
    const json& theirs = row["errors"];
    const json mine = ours(type, body);
    if (theirs == mine) {
      ++equal;
      continue;
    }
    const std::string reason = reason_of(type, body, theirs, mine);
    EXPECT_NE(reason, "") << type << ' ' << body << "\n  Pydantic " << theirs << "\n  Tenon    "
                          << mine;
    used.insert(reason);
  }
  EXPECT_GE(equal, 150);
  for (const std::string& reason : difference::every) EXPECT_EQ(used.count(reason), 1U) << reason;
}

}  // namespace
}  // namespace tenon
