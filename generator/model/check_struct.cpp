#include <algorithm>
#include <utility>

#include "base/codes.hpp"
#include "base/text.hpp"
#include "model/check_parts.hpp"

namespace tenon::model {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::quote;

bool is_member(const DraftField& field) { return !has_word(field.annotations, "transient"); }

// The members of a struct and of its bases; nothing is told here, and a cycle ends.
int count_members(const DraftStruct& drafted, const Scope& scope, int depth = 0) {
  const auto own = std::count_if(drafted.fields.begin(), drafted.fields.end(), is_member);
  int count = static_cast<int>(own);
  constexpr int deep_enough = 64;
  if (depth == deep_enough) return count;
  for (const Name& base : drafted.bases)
    if (const DraftStruct* found = scope.find_struct(base.value))
      count += count_members(*found, scope, depth + 1);
  return count;
}

}  // namespace

std::vector<const DraftStruct*> StructBuilder::bases_of(const DraftStruct& drafted) {
  std::vector<const DraftStruct*> found;
  std::vector<const DraftStruct*> outer = std::exchange(path_, {});
  collect_bases(drafted, found);
  path_ = std::move(outer);
  return found;
}

void StructBuilder::collect_bases(const DraftStruct& drafted,
                                  std::vector<const DraftStruct*>& found) {
  path_.push_back(&drafted);
  for (const Name& name : drafted.bases) {
    const DraftStruct* base = scope_.find_struct(name.value);
    if (base == nullptr) {
      diagnostics_.error(codes::unknown_base, name.span,
                         "the base " + quote(name.value) + " of " + quote(drafted.name.value) +
                             " is no struct that was read",
                         "a base has to be a plain struct of the models");
    } else if (std::find(path_.begin(), path_.end(), base) != path_.end()) {
      diagnostics_.error(codes::mixin_cycle, name.span,
                         quote(drafted.name.value) + " and " + quote(base->name.value) +
                             " are mix-ins of each other",
                         "leave one of the two bases out");
    } else if (has_word(base->annotations, "table")) {
      diagnostics_
          .error(codes::entity_as_base, name.span,
                 quote(base->name.value) + " has a table of its own and cannot be a mix-in",
                 "move the common fields into a struct without table")
          .notes.push_back({"declared here", base->name.span});
    } else {
      collect_bases(*base, found);
      found.push_back(base);
    }
  }
  path_.pop_back();
}

const DraftStruct* StructBuilder::object_of(const DraftField& field) const {
  if (field.type.kind != DraftType::Kind::named || field.type.is_list || !is_member(field))
    return nullptr;
  const DraftStruct* found = scope_.find_struct(field.type.name);
  if (found == nullptr || has_word(found->annotations, "table")) return nullptr;
  // One member without 'embed' is a value under a name of its own, and no value object.
  const bool is_object = has_word(field.annotations, "embed") || found->is_broken ||
                         count_members(*found, scope_) != 1;
  return is_object ? found : nullptr;
}

const StructDraft* StructBuilder::find_object(const DraftStruct& drafted) const {
  const auto found = objects_.find(&drafted);
  return found == objects_.end() ? nullptr : &found->second;
}

StructDraft StructBuilder::build(const DraftStruct& drafted) {
  StructDraft built;
  built.drafted = &drafted;
  const std::size_t before = diagnostics_.all().size();
  const std::vector<const DraftStruct*> mixins = bases_of(drafted);
  built.is_incomplete = drafted.is_broken || diagnostics_.all().size() != before;
  for (const DraftStruct* base : mixins) add_fields(built, *base);
  add_fields(built, drafted);
  return built;
}

void StructBuilder::add_fields(StructDraft& built, const DraftStruct& from) {
  for (const DraftField& drafted : from.fields) {
    if (const DraftStruct* object = object_of(drafted)) {
      add_object(built, drafted, *object);
      continue;
    }
    FieldDraft field = build_field(drafted, from, scope_, diagnostics_);
    field.space = from.space;
    if (!field.words.transient.known()) add(built, std::move(field));
  }
}

// The place of a flattened field is that of the value object in the struct.
void StructBuilder::add(StructDraft& built, FieldDraft field) {
  if (const FieldDraft* other = built.find(field.field.name)) {
    diagnostics_
        .error(
            codes::duplicate_field, field.field.span,
            quote(built.drafted->name.value) + " has two fields named " + quote(field.field.name),
            "give one of them another name")
        .notes.push_back({"the other one", other->field.span});
    return;
  }
  built.fields.push_back(std::move(field));
}

void StructBuilder::add_object(StructDraft& built, const DraftField& holder,
                               const DraftStruct& object) {
  const std::string name = quote(object.name.value);
  if (std::find(path_.begin(), path_.end(), &object) != path_.end()) {
    diagnostics_
        .error(codes::object_cycle, holder.type.span,
               quote(holder.name.value) + " of " + quote(built.drafted->name.value) +
                   " makes the value object " + name + " a part of itself",
               "leave this member out, or refer to an entity by its key")
        .notes.push_back({"declared here", object.name.span});
    built.is_incomplete = true;
    return;
  }
  if (objects_.count(&object) == 0) {
    path_.push_back(&object);
    StructDraft members = build(object);
    path_.pop_back();
    for (const FieldDraft& member : members.fields)
      if (member.field.path.empty()) check_member_words(member, object, diagnostics_);
    build_json_names(members, names_, diagnostics_);
    if (members.fields.empty() && !members.is_incomplete)
      diagnostics_.error(codes::empty_object, object.name.span,
                         "the value object " + name + " has no members",
                         object.is_generated ? "give it one: \"properties\": {\"city\": {\"type\": "
                                               "\"string\"}}, \"required\": [\"city\"]"
                                             : "give it one: std::string city;");
    objects_.emplace(&object, std::move(members));
  }
  const StructDraft& members = objects_.at(&object);
  built.is_incomplete = built.is_incomplete || members.is_incomplete || members.fields.empty();
  const HolderDraft held = build_holder(holder, object, names_, diagnostics_);
  const auto is_required = [](const FieldDraft& one) { return !one.field.type.nullable; };
  if (held.field.type.nullable && !built.is_incomplete &&
      std::none_of(members.fields.begin(), members.fields.end(), is_required))
    diagnostics_
        .error(codes::object_without_required, holder.name.span,
               quote(holder.name.value) + " may be missing, and so may each member of " + name +
                   ": a database cannot tell them apart",
               "make a member of " + name + " required, or " + quote(holder.name.value))
        .notes.push_back({"declared here", object.name.span});
  built.objects.push_back(held.field);
  for (const Field& inner : members.objects)
    built.objects.push_back(flattened({nullptr, {}, inner, {}}, held, diagnostics_).field);
  for (const FieldDraft& member : members.fields) add(built, flattened(member, held, diagnostics_));
}

}  // namespace tenon::model
