#include <tenon/violations.hpp>

#include <utility>

#include <tenon/json.hpp>

namespace tenon {

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
        json.value(step.name);
      }
    }
    json.end_array();
    json.member("type", violation.type);
    json.member("msg", violation.msg);
    std::string object = json.text();
    if (!violation.ctx.empty()) {
      object += ",\"ctx\":{";
      for (const Violation::Context& entry : violation.ctx) {
        if (object.back() != '{') object += ',';
        JsonWriter name;
        name.value(entry.name);
        JsonWriter value;
        value.value(entry.value);
        object += name.text() + ":" + (entry.is_number ? entry.value : value.text());
      }
      object += '}';
    }
    text += object + '}';
  }
  return text + "]";
}

}  // namespace tenon
