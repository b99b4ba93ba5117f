#include <tenon/violations.hpp>

#include <utility>

#include <tenon/json.hpp>

#include "utf8.hpp"

namespace tenon {

namespace {

/// A report is told whatever an application's rules put into it.
void write_text(JsonWriter& json, std::string_view text) {
  if (detail::is_storable_text(text)) return json.value(text);
  json.value(detail::storable_text(text));
}

}  // namespace

void Violations::add(Violation violation) {
  ++total_;
  if (kept_.size() < limit_) kept_.push_back(std::move(violation));
}

Violations::Violations(const Violations& other) = default;
Violations::Violations(Violations&& other) noexcept = default;
Violations& Violations::operator=(const Violations& other) = default;
Violations& Violations::operator=(Violations&& other) noexcept = default;
Violations::~Violations() = default;

void Violations::add(std::string_view field, std::string_view type, std::string_view msg,
                     std::vector<Violation::Context> ctx) {
  Violation violation{{}, std::string{type}, std::string{msg}, std::move(ctx)};
  if (!field.empty()) violation.loc.push_back({std::string{field}});
  add(std::move(violation));
}

void Violations::add_all(const Violations& others) {
  for (const Violation& violation : others) add(violation);
  total_ += others.total() - others.size();
}

void Violations::add_under(const Violation::Step& step, const Violations& inner) {
  for (Violation violation : inner) {
    if (!violation.names_part) violation.loc.insert(violation.loc.begin(), step);
    add(std::move(violation));
  }
  total_ += inner.total() - inner.size();
}

std::string Violations::to_json() const {
  std::string text = "[";
  for (const Violation& violation : kept_) {
    if (text.size() > 1) text += ',';
    JsonWriter json;
    json.begin_object();
    json.key("loc");
    json.begin_array();
    for (const Violation::Step& step : violation.loc) {
      if (step.name.empty()) {
        json.value(static_cast<std::int64_t>(step.index));
      } else {
        write_text(json, step.name);
      }
    }
    json.end_array();
    json.key("type");
    write_text(json, violation.type);
    json.key("msg");
    write_text(json, violation.msg);
    std::string object = json.text();
    if (!violation.ctx.empty()) {
      object += ",\"ctx\":{";
      for (const Violation::Context& entry : violation.ctx) {
        if (object.back() != '{') object += ',';
        JsonWriter name;
        write_text(name, entry.name);
        JsonWriter value;
        write_text(value, entry.value);
        object += name.text() + ":" + (entry.is_number ? entry.value : value.text());
      }
      object += '}';
    }
    text += object + '}';
  }
  return text + "]";
}

}  // namespace tenon
