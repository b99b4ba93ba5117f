#include "frontend/clang/fitness.hpp"

#include <algorithm>
#include <string>

#include "base/codes.hpp"
#include "base/text.hpp"

namespace tenon::frontend::clang {
namespace {

namespace codes = base::codes;
using base::quote;

struct Saying {
  const char* code;
  std::string message;
  std::string hint;
};

Saying say(const UnitObstacle& obstacle, const std::string& owner) {
  using Kind = UnitObstacle::Kind;
  const std::string name = quote(owner);
  switch (obstacle.kind) {
    case Kind::no_default_constructor:
      return {codes::no_default_constructor,
              name + " has constructors, and none that generated code can call without arguments",
              "add '" + owner + "() = default;', or leave the constructors out"};
    case Kind::deleted_copy:
      return {codes::deleted_copy,
              name + " cannot be copied, and repositories take and return it by value",
              "leave this declaration out, or make it public with '= default'"};
    case Kind::hidden_destructor:
      return {codes::hidden_destructor, "generated code cannot destroy objects of " + name,
              "leave the destructor out, or make it public with '= default'"};
    case Kind::virtual_base:
      return {codes::virtual_member,
              "a virtual base of " + name + ", and " + name + " is copied as a plain value",
              "leave 'virtual' out"};
    case Kind::virtual_member:
      return {codes::virtual_member,
              quote(obstacle.name) + " is virtual, and " + name + " is copied as a plain value",
              "leave 'virtual' out, or write a free function that takes a const " + owner + "&"};
    case Kind::anonymous_member:
      return {codes::anonymous_member,
              "the members of this anonymous struct or union get no columns",
              "write them into " + name + " itself"};
    case Kind::reference:
      break;
  }
  return {
      codes::reference_member,
      quote(obstacle.name) + " is a reference, which no column can hold and no row can set",
      "hold the value, or the other row's key: [[tenon::references(Entity::id)]] std::int64_t " +
          obstacle.name + "_id{};"};
}

// The attributes inside of it are explained by its error.
void pass_over_body(Text& text, std::size_t token) {
  const std::size_t open = find_body(text.file, token);
  if (open != no_token && text.file.partner(open) != no_token)
    text.attributes.take(open, text.file.partner(open));
}

}  // namespace

bool is_transient(const model::DraftField& field) {
  return std::any_of(field.annotations.begin(), field.annotations.end(),
                     [](const model::Annotation& one) { return one.word == "transient"; });
}

void check_fitness(const UnitStruct& unit, ReadStruct& read, Text& text,
                   base::Diagnostics& diagnostics) {
  if (unit.is_union)
    diagnostics.error(codes::union_as_entity, read.draft.name.span,
                      quote(unit.name) + " is a union, and a row has all of its columns at once",
                      "write struct");
  // What is not public is the application's own, and left alone; a word on it is a mistake.
  for (const model::DraftField& field : read.hidden) {
    if (field.annotations.empty() || is_transient(field)) continue;
    read.draft.is_broken = true;  // whatever refers to it, and a key, may be meant
    diagnostics.error(codes::hidden_member, field.name.span,
                      quote(field.name.value) + " of " + quote(unit.name) +
                          " is not public, so that it gets no column, whatever is said of it",
                      "make it public, or take its annotations away");
  }
  for (const UnitObstacle& one : unit.obstacles) {
    if (one.place.file != unit.place.file) continue;
    const std::size_t token = text.file.from(one.place.offset);
    const Saying saying = say(one, unit.name);
    diagnostics.error(saying.code, text.file.span(token), saying.message, saying.hint);
    if (one.kind == UnitObstacle::Kind::anonymous_member) pass_over_body(text, token);
    for (model::DraftField& field : read.draft.fields)
      if (one.kind == UnitObstacle::Kind::reference && field.name.value == one.name)
        field.type.name.clear();
  }
  if (unit.is_union || !unit.obstacles.empty()) read.draft.is_broken = true;
}

}  // namespace tenon::frontend::clang
