#include <tenon/http.hpp>

#include <string_view>
#include <vector>

#include <tenon/error.hpp>
#include <tenon/json.hpp>
#include <tenon/violations.hpp>

namespace tenon {

namespace {

/// The steps of "address/city".
std::vector<Violation::Step> steps_of(std::string_view pointer) {
  std::vector<Violation::Step> steps;
  if (pointer.empty()) return steps;
  steps.emplace_back();
  for (std::size_t i = 0; i < pointer.size(); ++i) {
    if (pointer[i] == '/') {
      steps.emplace_back();
    } else if (pointer[i] == '~' && i + 1 < pointer.size()) {
      steps.back().name += pointer[++i] == '1' ? '/' : '~';
    } else {
      steps.back().name += pointer[i];
    }
  }
  return steps;
}

struct Finding {
  std::string type;
  std::string msg;
};

Finding finding_of(const Error& error) {
  switch (error.constraint_kind()) {
    case ConstraintKind::unique:
      return {"unique",
              error.fields().size() > 1 ? "Already exists in this combination" : "Already exists"};
    case ConstraintKind::exclusion:
      return {"exclusion", "Conflicts with what exists already"};
    case ConstraintKind::foreign_key:
      // Nobody said in which direction: SQLite names no foreign key.
      if (error.fields().empty() && !error.is_still_referenced())
        return {"foreign_key", "Refers, or is referred to, by something in the way"};
      if (!error.is_still_referenced())
        return {"foreign_key", "Refers to something that does not exist"};
      return {"still_referenced", error.entity().empty()
                                      ? "Still referred to"
                                      : "Still referred to by " + error.entity()};
    case ConstraintKind::not_null:
      return {"not_null", "Input should not be null"};
    case ConstraintKind::check:
    case ConstraintKind::none:
      break;
  }
  return {"check", "Does not meet a condition of the data"};
}

HttpAnswer in_words(int status, std::string_view detail) {
  JsonWriter json;
  json.begin_object();
  json.member("detail", detail);
  json.end_object();
  return {status, json.take()};
}

HttpAnswer in_list(int status, const Violations& violations, const char* part = "body") {
  Violations of_body{violations.size()};
  of_body.add_under({part}, violations);
  return {status, "{\"detail\":" + of_body.to_json() + "}"};
}

void add_value(const Error& error, Violations& found) {
  const std::string& argument = error.argument();
  if (argument == "limit" || argument == "offset") {
    const std::string least = argument == "limit" ? "1" : "0";
    return found.add(argument, "greater_than_equal",
                     "Input should be greater than or equal to " + least, {{"ge", least, true}});
  }
  const std::string why = argument == "after"           ? "not a cursor of this list"
                          : error.sqlstate() == "22001" ? "a text is too long"
                          : error.sqlstate() == "22003" ? "a number is out of range"
                                                        : "this value cannot be used";
  found.add(argument, "value_error", "Value error, " + why, {{"error", why}});
}

int status_of(ConstraintKind kind) {
  // `none` is what a trigger refuses.
  const bool is_of_row_alone = kind == ConstraintKind::check || kind == ConstraintKind::not_null ||
                               kind == ConstraintKind::none;
  return is_of_row_alone ? 422 : 409;
}

}  // namespace

Violations violations_of(const Error& error) {
  Violations found;
  if (error.kind() == ErrorKind::bad_value && !error.is_stored()) add_value(error, found);
  if (error.kind() != ErrorKind::constraint_violated) return found;
  const Finding finding = finding_of(error);
  // Fields of the row that refers are not those of the one that was to go.
  if (!error.is_still_referenced())
    for (const std::string& field : error.json_fields())
      if (!field.empty()) found.add({steps_of(field), finding.type, finding.msg, {}});
  if (found.empty()) found.add("", finding.type, finding.msg);
  return found;
}

HttpAnswer http_answer(const Violations& violations) { return in_list(422, violations); }

HttpAnswer http_answer(const Error& error) {
  switch (error.kind()) {
    case ErrorKind::constraint_violated:
      return in_list(status_of(error.constraint_kind()), violations_of(error));
    case ErrorKind::bad_value:
      if (error.is_stored()) break;
      return in_list(422, violations_of(error), error.argument().empty() ? "body" : "query");
    case ErrorKind::not_found:
      return in_words(
          404, (error.entity().empty() ? "N" : error.entity() + " n") + std::string{"ot found"});
    case ErrorKind::stale_write:
      return in_words(409, "Changed by someone else meanwhile");
    case ErrorKind::conflict:
    case ErrorKind::timeout:
    case ErrorKind::connection_lost:
      return in_words(503, "Temporarily unavailable");
    case ErrorKind::environment:
      // Class 53: no memory, no room, no connection left just now.
      if (error.connection_usable() && !error.sqlstate().starts_with("53")) break;
      return in_words(503, "Temporarily unavailable");
    case ErrorKind::bad_sql:
    case ErrorKind::migration:
    case ErrorKind::in_doubt:
    case ErrorKind::misuse:
      break;
  }
  return in_words(500, "Internal Server Error");
}

}  // namespace tenon
