#include <tenon/json.hpp>

#include "json/canonical.hpp"
#include "json/object_state.hpp"
#include "stored.hpp"
#include "utf8.hpp"

namespace tenon {

using detail::JsonValue;

JsonObject::JsonObject(std::string_view text, Violations& violations, JsonForm form)
    : state_(new State{violations, form}) {
  std::string problem;
  if (!detail::parse_json(text, state_->parsed, problem)) {
    state_->refuse_json("", problem);
  } else if (state_->parsed.kind != JsonValue::Kind::object) {
    violations.add("", "model_type", "Input should be an object");
  } else {
    state_->is_object = true;
    state_->asked_for.resize(state_->parsed.names.size());
  }
}

JsonObject::JsonObject(JsonValue&& object, Violations& violations)
    : state_(new State{violations, JsonForm{}}) {
  state_->parsed = std::move(object);
  state_->is_object = true;
  state_->asked_for.resize(state_->parsed.names.size());
}

JsonObject::JsonObject(JsonObject& outer, std::string_view member, Presence presence)
    : state_(nullptr) {
  State& from = *outer.state_;
  const JsonValue* value = from.find(member, presence == Presence::required);
  if (value == nullptr) return;
  if (value->kind == JsonValue::Kind::object)
    state_ = new State{*value, from, member};
  else
    from.refuse(member, "model_type", "Input should be an object");
}

bool JsonObject::is_open() const { return state_ != nullptr; }

JsonObject::~JsonObject() { delete state_; }

bool JsonObject::is_null(std::string_view member) {
  const JsonValue* value = state_->find(member);
  return value != nullptr && value->kind == JsonValue::Kind::null;
}

bool JsonObject::finish(const Violations& broken_rules) {
  for (std::size_t i = 0; i < state_->asked_for.size(); ++i)
    if (!state_->asked_for[i] && !state_->form.ignores_unknown)
      state_->refuse(detail::shortened(state_->root->names[i]), "extra_forbidden",
                     "Extra inputs are not permitted");
  if (state_->outer == nullptr) {
    // What was read in part is nothing that an application's rule can judge.
    const bool is_sound = state_->violations.total() == state_->found_before;
    if (is_sound || !broken_rules.are_extra()) state_->violations.add_all(broken_rules);
    return state_->violations.total() == state_->found_before;
  }
  Violations& own = state_->own;
  Violations of_rules;
  for (const Violation& broken : broken_rules)
    if (!state_->is_faulty(broken.loc.front().name)) of_rules.add(broken);
  own.add_all(of_rules);
  state_->outer->add_under({state_->name}, own);
  return own.empty();
}

const std::string* JsonObject::take_text(std::string_view member, Presence presence,
                                         std::string_view expected) {
  const JsonValue* value = state_->find(member, presence == Presence::required);
  if (value == nullptr) return nullptr;
  if (value->kind == JsonValue::Kind::text) return &value->text;
  refuse_enumerator(member, expected);
  return nullptr;
}

void JsonObject::refuse_enumerator(std::string_view member, std::string_view expected) {
  state_->refuse(member, "enum", "Input should be " + std::string{expected},
                 {{"expected", std::string{expected}}});
}

bool JsonObject::refuse_stored(std::string_view member) {
  const std::string why = detail::refusal_of_codec();
  return state_->refuse(member, "value_error", "Value error, " + why, {{"error", why}});
}

bool JsonObject::open_list(std::string_view member, Presence presence, std::size_t& size) {
  const JsonValue* value = state_->find(member, presence == Presence::required);
  if (value == nullptr) return false;
  if (value->kind != JsonValue::Kind::array)
    return state_->refuse(member, "list_type", "Input should be a valid array");
  state_->list = value;
  size = value->elements.size();
  return true;
}

void JsonObject::step_to(std::size_t element) { state_->element = element; }

void JsonObject::close_list() { state_->list = nullptr; }

}  // namespace tenon
