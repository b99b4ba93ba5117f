#include "model/annotation.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

#include "base/codes.hpp"
#include "base/text.hpp"
#include "model/annotation_match.hpp"

namespace tenon::model {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::quote;

Name name_of(const Argument& argument) { return {argument.text, argument.span}; }

Name first_name(const Matched& matched, std::string_view parameter) {
  const auto found = matched.find(parameter);
  return found == matched.end() ? Name{} : name_of(*found->second.front());
}

std::vector<Name> all_names(const Matched& matched, std::string_view parameter) {
  std::vector<Name> names;
  const auto found = matched.find(parameter);
  if (found != matched.end())
    for (const Argument* argument : found->second) names.push_back(name_of(*argument));
  return names;
}

// Calls `decode(word, annotation, matched)` for each annotation that is known, in its place,
// complete and not there twice.
template <class Decode>
void for_each_word(const std::vector<Annotation>& annotations, Place place,
                   Diagnostics& diagnostics, Decode decode) {
  std::map<std::string_view, base::Span> seen;
  for (const Annotation& annotation : annotations) {
    const Word* word = look_up(annotation, place, diagnostics);
    if (word == nullptr) continue;
    const auto [first, fresh] = seen.emplace(word->name, annotation.span);
    if (!fresh && !word->repeatable) {
      diagnostics
          .error(codes::duplicate_annotation, annotation.span,
                 quote(annotation.word) + " is said twice", "leave one of them out")
          .notes.push_back({"first said here", first->second});
      continue;
    }
    if (const std::optional<Matched> matched = match(annotation, *word, diagnostics))
      decode(*word, annotation, *matched);
  }
}

std::optional<std::string> bound_of(const Matched& matched, std::string_view parameter,
                                    base::Span& span) {
  const auto found = matched.find(parameter);
  if (found == matched.end()) return std::nullopt;
  const Argument& argument = *found->second.front();
  span = argument.span;
  if (argument.kind == Argument::Kind::word) return std::nullopt;
  return argument.text;
}

RuleWords rule_of(const Word& word, const Annotation& annotation, const Matched& matched) {
  RuleWords rule;
  rule.span = annotation.span;
  rule.least_span = rule.most_span = annotation.span;
  if (word.name == "pattern") {
    const Name pattern = first_name(matched, "pattern");
    rule.rule.kind = Rule::Kind::pattern;
    rule.rule.pattern = pattern.value;
    rule.most_span = pattern.span;
  } else if (word.name == "multiple_of") {
    const Name number = first_name(matched, "number");
    rule.rule.kind = Rule::Kind::multiple_of;
    rule.rule.multiple = number.value;
    rule.most_span = number.span;
  } else if (word.name == "email") {
    rule.rule.kind = Rule::Kind::email;
  } else if (word.name == "url") {
    rule.rule.kind = Rule::Kind::url;
  } else if (word.name == "not_empty") {
    rule.rule.kind = Rule::Kind::not_empty;
  } else if (word.name == "unique_items") {
    rule.rule.kind = Rule::Kind::unique_items;
  } else {
    rule.rule.kind = word.name == "length"  ? Rule::Kind::length
                     : word.name == "items" ? Rule::Kind::items
                                            : Rule::Kind::range;
    rule.rule.least = bound_of(matched, "least", rule.least_span);
    rule.rule.most = bound_of(matched, "most", rule.most_span);
  }
  return rule;
}

KeyWords key_of(const Annotation& annotation, const Matched& matched) {
  KeyWords key;
  key.span = annotation.span;
  key.name = first_name(matched, "name");
  key.fields = all_names(matched, "fields");
  return key;
}

IndexWords index_of(const Annotation& annotation, const Matched& matched) {
  IndexWords index;
  index.span = annotation.span;
  index.name = first_name(matched, "name");
  index.where = first_name(matched, "where");
  index.method = first_name(matched, "using");
  index.unique = first_name(matched, "unique").span;
  index.nulls_first = first_name(matched, "nulls_first").span;
  index.nulls_last = first_name(matched, "nulls_last").span;
  index.include = all_names(matched, "include");
  for (const Argument* argument : matched.at("fields")) {
    const auto is_call = [&](const char* name) {
      return argument->kind == Argument::Kind::call && argument->text == name;
    };
    PartWords part;
    part.descending = is_call("desc");
    if (part.descending) argument = &argument->arguments[0];
    part.is_sql = is_call("sql");
    part.name = name_of(part.is_sql ? argument->arguments[0] : *argument);
    index.parts.push_back(std::move(part));
  }
  return index;
}

SqlTextWords sql_text_of(const Word& word, const Annotation& annotation, const Matched& matched) {
  return {first_name(matched, word.parameters.front().name), first_name(matched, "postgresql"),
          first_name(matched, "sqlite"), annotation.span};
}

// The rules that are arguments of another word.
std::vector<RuleWords> inner_rules(const Matched& matched, Diagnostics& diagnostics) {
  std::vector<RuleWords> rules;
  const auto found = matched.find("rules");
  if (found == matched.end()) return rules;
  std::vector<Annotation> annotations;
  for (const Argument* argument : found->second)
    annotations.push_back({argument->text, argument->arguments, argument->span});
  for_each_word(annotations, Place::field, diagnostics,
                [&](const Word& word, const Annotation& annotation, const Matched& inner) {
                  rules.push_back(rule_of(word, annotation, inner));
                });
  return rules;
}

InputWords input_of(const Matched& matched, Diagnostics& diagnostics) {
  return {first_name(matched, "name"), inner_rules(matched, diagnostics)};
}

MemberWords loaded_of(const Argument& call, const Matched& matched) {
  MemberWords member;
  member.name = name_of(call);
  // The word alone: a call's own span reaches to its end.
  member.name.span.end = std::min(call.span.end, call.span.begin + call.text.size());
  member.is_call = true;
  member.shape = first_name(matched, "shape");
  member.where = first_name(matched, "where");
  member.limit = first_name(matched, "limit");
  for (Name& field : all_names(matched, "order")) {
    const bool descending = field.value[0] == '-';
    if (descending) field.value.erase(0, 1);
    member.order.push_back({std::move(field), descending, false});
  }
  return member;
}

ShapeWords shape_of(const Matched& matched, Diagnostics& diagnostics) {
  ShapeWords shape;
  shape.name = first_name(matched, "name");
  for (const Argument* argument : matched.at("members")) {
    if (argument->kind == Argument::Kind::word) {
      shape.members.push_back({name_of(*argument), false, {}, {}, {}, {}});
      continue;
    }
    Word word = loaded_word();
    word.name = argument->text;
    const Annotation inside{argument->text, argument->arguments, argument->span};
    if (const std::optional<Matched> inner = match(inside, word, diagnostics))
      shape.members.push_back(loaded_of(*argument, *inner));
    else
      shape.is_incomplete = true;
  }
  return shape;
}

Action action_of(const Matched& matched, std::string_view parameter, base::Span& span) {
  const auto found = matched.find(parameter);
  if (found == matched.end()) return Action::no_action;
  const Argument& argument = *found->second.front();
  span = argument.span;
  if (argument.text == "restrict") return Action::restrict;
  if (argument.text == "cascade") return Action::cascade;
  if (argument.text == "set_null") return Action::set_null;
  if (argument.text == "set_default") return Action::set_default;
  return Action::no_action;
}

ReferenceWords reference_of(const Annotation& annotation, const Matched& matched) {
  ReferenceWords reference;
  reference.span = annotation.span;
  reference.target = first_name(matched, "field");
  reference.on_delete = action_of(matched, "on_delete", reference.on_delete_span);
  reference.on_update = action_of(matched, "on_update", reference.on_update_span);
  reference.deferrable = matched.count("deferrable") != 0;
  reference.relation = first_name(matched, "relation");
  reference.inverse = first_name(matched, "inverse");
  reference.name = first_name(matched, "name");
  return reference;
}

ForeignKeyWords foreign_key_of(const Annotation& annotation, const Matched& matched) {
  ForeignKeyWords key;
  key.how = reference_of(annotation, matched);
  key.how.target = first_name(matched, "target");
  for (const Argument& field : matched.at("fields").front()->arguments)
    key.fields.push_back(name_of(field));
  for (const Argument& field : matched.at("target").front()->arguments)
    key.targets.push_back(name_of(field));
  return key;
}

// Numbers beyond every limit become the largest int: check refuses them.
int small_number(const Argument& argument) {
  return argument.text.size() > 9 ? 999999999 : std::stoi(argument.text);
}

bool is_rule(std::string_view name) {
  constexpr std::array<std::string_view, 9> rules = {"length",  "range",     "multiple_of",
                                                     "pattern", "email",     "url",
                                                     "items",   "not_empty", "unique_items"};
  return std::find(rules.begin(), rules.end(), name) != rules.end();
}

void set_visibility(FieldWords& field, Visibility visibility, const Annotation& annotation,
                    Diagnostics& diagnostics) {
  if (field.visibility_span.known()) {
    diagnostics
        .error(codes::conflicting_annotations, annotation.span,
               quote(annotation.word) + " and another word about JSON exclude each other",
               "read_only is out, write_only is in, internal is neither")
        .notes.push_back({"the other one", field.visibility_span});
    return;
  }
  field.visibility = visibility;
  field.visibility_span = annotation.span;
}

void decode_column(FieldWords& field, const Word& word, const Matched& matched) {
  const auto text = [&] { return first_name(matched, word.parameters.front().name); };
  if (word.name == "alias") field.alias = text();
  if (word.name == "column") field.column = text();
  if (word.name == "default_sql") field.default_sql = text();
  if (word.name == "was") field.was = text();
  if (word.name == "backfill") field.backfill = text();
  if (word.name == "embed") field.embed = text();
}

void decode_field_word(FieldWords& field, const Word& word, const Annotation& annotation,
                       const Matched& matched, Diagnostics& diagnostics) {
  const std::string_view name = word.name;
  const base::Span span = annotation.span;
  if (name == "primary_key") {
    field.primary_key = span;
    field.client = matched.count("client") != 0;
    field.key_name = first_name(matched, "name");
  } else if (name == "unique") {
    field.unique = span;
  } else if (name == "index") {
    field.index = span;
  } else if (name == "references") {
    field.references = reference_of(annotation, matched);
  } else if (is_rule(name)) {
    field.rules.push_back(rule_of(word, annotation, matched));
  } else if (name == "each") {
    field.each = span;
    field.each_rules = inner_rules(matched, diagnostics);
  } else if (name == "precision") {
    field.precision = {small_number(*matched.at("digits").front()),
                       small_number(*matched.at("scale").front()), span};
  } else if (name == "codec") {
    field.codec = CodecWords{first_name(matched, "type"), first_name(matched, "header"),
                             first_name(matched, "member"), span};
  } else if (name == "id") {
    field.id = first_name(matched, "entity");
    field.id_span = span;
  } else if (name == "read_only") {
    set_visibility(field, Visibility::read_only, annotation, diagnostics);
  } else if (name == "write_only") {
    set_visibility(field, Visibility::write_only, annotation, diagnostics);
  } else if (name == "internal") {
    set_visibility(field, Visibility::internal, annotation, diagnostics);
  } else if (name == "transient") {
    field.transient = span;
  } else if (name == "deprecated") {
    field.deprecated = span;
  } else if (name == "created_at") {
    field.created_at = span;
  } else if (name == "updated_at") {
    field.updated_at = span;
  } else if (name == "version") {
    field.version = span;
  } else if (name == "computed") {
    field.computed = sql_text_of(word, annotation, matched);
  } else if (name == "type") {
    field.type = sql_text_of(word, annotation, matched);
  } else if (name == "collate") {
    field.collate = sql_text_of(word, annotation, matched);
  } else {
    decode_column(field, word, matched);
  }
}

}  // namespace

EntityWords decode_entity(const std::vector<Annotation>& annotations, Diagnostics& diagnostics) {
  EntityWords entity;
  for_each_word(
      annotations, Place::entity, diagnostics,
      [&](const Word& word, const Annotation& annotation, const Matched& matched) {
        if (word.name == "table") {
          entity.table = first_name(matched, "name");
          entity.schema = first_name(matched, "schema");
        } else if (word.name == "primary_key") {
          entity.primary_key = key_of(annotation, matched);
        } else if (word.name == "unique") {
          entity.unique_keys.push_back(key_of(annotation, matched));
        } else if (word.name == "index") {
          entity.indexes.push_back(index_of(annotation, matched));
        } else if (word.name == "foreign_key") {
          entity.foreign_keys.push_back(foreign_key_of(annotation, matched));
        } else if (word.name == "check") {
          entity.checks.push_back({first_name(matched, "sql"), first_name(matched, "name")});
        } else if (word.name == "input") {
          entity.inputs.push_back(input_of(matched, diagnostics));
        } else if (word.name == "shape") {
          entity.shapes.push_back(shape_of(matched, diagnostics));
        } else if (word.name == "link") {
          entity.links.push_back({first_name(matched, "name"), first_name(matched, "through"),
                                  all_names(matched, "from"), all_names(matched, "to"),
                                  annotation.span});
        } else if (word.name == "soft_delete") {
          entity.soft_delete = {first_name(matched, "field"), annotation.span};
        } else if (word.name == "was") {
          entity.was = first_name(matched, "name");
        } else if (word.name == "read_only") {
          entity.view = sql_text_of(word, annotation, matched);
        }
      });
  return entity;
}

FieldWords decode_field(const std::vector<Annotation>& annotations, Diagnostics& diagnostics) {
  FieldWords field;
  for_each_word(annotations, Place::field, diagnostics,
                [&](const Word& word, const Annotation& annotation, const Matched& matched) {
                  decode_field_word(field, word, annotation, matched, diagnostics);
                });
  return field;
}

EnumWords decode_enum(const DraftEnum& drafted, Diagnostics& diagnostics) {
  EnumWords all;
  for_each_word(drafted.annotations, Place::enumeration, diagnostics,
                [&](const Word& word, const Annotation& annotation, const Matched& matched) {
                  if (word.name != "native") return;
                  all.native = annotation.span;
                  all.type_name = first_name(matched, "name");
                  all.type_schema = first_name(matched, "schema");
                });
  for (const DraftEnumerator& enumerator : drafted.enumerators) {
    EnumeratorWords& words = all.enumerators.emplace_back();
    for_each_word(enumerator.annotations, Place::enumerator, diagnostics,
                  [&](const Word& word, const Annotation&, const Matched& matched) {
                    if (word.name == "text") words.text = first_name(matched, "text");
                    if (word.name == "was") words.was = first_name(matched, "text");
                  });
  }
  return all;
}

}  // namespace tenon::model
