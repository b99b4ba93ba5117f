#include "model/check.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/codes.hpp"
#include "base/names.hpp"
#include "base/text.hpp"
#include "model/annotation.hpp"
#include "model/check_parts.hpp"
#include "model/vocabulary.hpp"

namespace tenon::model {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::quote;
using base::Sources;

bool has_table(const DraftStruct& drafted) { return has_word(drafted.annotations, "table"); }

std::string file_name(const Sources& sources, const base::Span& span, const std::string& header) {
  const std::string path = span.known() ? sources.path(span.source) : header;
  return std::filesystem::path{path}.filename().string();
}

// What structs and enums have in common.
template <class Drafted, class Built>
void build_head(const Drafted& drafted, const Sources& sources, Built& built) {
  built.name = drafted.name.value;
  built.space = drafted.space;
  built.header = drafted.header;
  built.source = file_name(sources, drafted.name.span, drafted.header);
  built.is_generated = drafted.is_generated;
  built.comment = drafted.comment;
  built.span = drafted.name.span;
}

// What entities, mix-ins and value objects have in common.
template <class Struct>
void build_struct(const DraftStruct& drafted, const Sources& sources, Struct& built) {
  build_head(drafted, sources, built);
  for (const Name& base : drafted.bases) built.bases.push_back(base.value);
}

EntityDraft build_entity(const DraftStruct& drafted, StructBuilder& structs, const Sources& sources,
                         Diagnostics& diagnostics) {
  EntityDraft built;
  built.words = decode_entity(drafted.annotations, diagnostics);
  static_cast<StructDraft&>(built) = structs.build(drafted);

  Entity& entity = built.entity;
  build_struct(drafted, sources, entity);
  if (built.words.table) entity.table = built.words.table->value;
  entity.schema = built.words.schema.value;
  if (built.words.was) entity.was = built.words.was->value;
  build_view(built, diagnostics);
  if (built.fields.empty() && !built.is_incomplete)
    diagnostics.error(
        codes::entity_without_fields, drafted.name.span, quote(entity.name) + " has no fields",
        drafted.is_generated ? "give it a key: \"properties\": {\"id\": {\"type\": \"integer\", "
                               "\"x-tenon\": {\"primary_key\": true}}}, \"required\": [\"id\"]"
                             : "give it a key: [[tenon::primary_key]] std::int64_t id{};");
  return built;
}

void build_inputs(EntityDraft& built, Diagnostics& diagnostics) {
  for (const InputWords& words : built.words.inputs) {
    if (!check_cpp_name(words.name, "input", diagnostics)) continue;
    const auto same = [&](const Input& other) { return other.name == words.name.value; };
    const std::vector<Input>& inputs = built.entity.inputs;
    if (built.find(words.name.value) != nullptr || built.find_object(words.name.value) != nullptr ||
        std::any_of(inputs.begin(), inputs.end(), same)) {
      diagnostics.error(
          codes::duplicate_input, words.name.span,
          quote(built.entity.name) + " has a member " + quote(words.name.value) + " already",
          "give the input another name");
      continue;
    }
    const Type text{TypeKind::string, false, "", 0, 0};
    built.entity.inputs.push_back({words.name.value, build_rules(words.rules, text, diagnostics)});
  }
}

template <class Struct>
void set_fields(const StructDraft& from, Struct& built) {
  for (const FieldDraft& field : from.fields) built.fields.push_back(field.field);
  built.objects = from.objects;
}

// A struct that is a part of others has no words of its own.
void refuse_words(const DraftStruct& drafted, const char* how, Diagnostics& diagnostics) {
  if (drafted.is_broken) return;  // perhaps it was meant to be an entity
  for (const Annotation& annotation : drafted.annotations)
    diagnostics.error(
        codes::misplaced_annotation, annotation.span,
        quote(annotation.word) + " stands on " + quote(drafted.name.value) + ", which has no table",
        "write it at the entities that have " + quote(drafted.name.value) + how);
}

Mixin build_mixin(const DraftStruct& drafted, StructBuilder& structs, const Sources& sources,
                  Diagnostics& diagnostics) {
  Mixin mixin;
  build_struct(drafted, sources, mixin);
  StructDraft own;
  own.drafted = &drafted;
  structs.add_fields(own, drafted);
  set_fields(own, mixin);
  refuse_words(drafted, " as a mix-in", diagnostics);
  return mixin;
}

ValueObject build_object(const StructDraft& built, const Sources& sources,
                         Diagnostics& diagnostics) {
  ValueObject object;
  build_struct(*built.drafted, sources, object);
  set_fields(built, object);
  refuse_words(*built.drafted, " as a member", diagnostics);
  return object;
}

// A C++ struct that is neither entity nor mix-in is none of our business; a JSON one was written
// for us alone. One that was meant as an entity is told of where it is named.
void check_unused(const DraftStruct& drafted, Diagnostics& diagnostics) {
  const std::vector<base::Diagnostic>& told = diagnostics.all();
  const auto names_it = [&](const base::Diagnostic& one) {
    return one.code == codes::unknown_entity && !one.notes.empty() &&
           one.notes.front().span == drafted.name.span;
  };
  if (!drafted.is_generated || drafted.is_broken) return;
  if (std::any_of(told.begin(), told.end(), names_it)) return;
  diagnostics.error(
      codes::unused_definition, drafted.name.span,
      quote(drafted.name.value) + " is neither an entity nor the mix-in or a member of one",
      "an entity says \"x-tenon\": {\"table\": \"…\"}");
}

// What a compiler accepts in the user's header may still be what C++ keeps for itself.
void check_reserved(const Name& name, const char* what, Diagnostics& diagnostics) {
  if (!base::is_reserved_identifier(name.value)) return;
  diagnostics.error(
      codes::bad_identifier, name.span,
      "the " + std::string{what} + " name " + quote(name.value) + " is reserved by C++",
      std::string{what} == "field"
          ? "give the field another name and keep the column: [[tenon::column(\"" + name.value +
                "\")]]"
          : "leave out double underscores, and an underscore before a capital");
}

constexpr const char* fields_retire = "leave it out; [[tenon::deprecated]] is for fields";

// In a header; a JSON model's namespace was judged where it is written.
void check_taken_space(const Name& name, const std::string& space, Diagnostics& diagnostics) {
  if (!base::is_taken_namespace(space)) return;
  diagnostics.error(codes::bad_identifier, name.span,
                    quote(name.value) + " is in the namespace " + quote(space) +
                        ", which has 'std' or 'tenon' in it",
                    "move it into a namespace of your own, as shop::data");
}

// A value's name and text, each once in the enum.
class EnumeratorCheck {
 public:
  EnumeratorCheck(const DraftEnum& drafted, Diagnostics& diagnostics)
      : drafted_(drafted), diagnostics_(diagnostics) {}

  bool check(const DraftEnumerator& one, const Name& text) {
    // In JSON the text is what people wrote, and two equal ones have one name.
    const auto [name, is_new_name] = names_.emplace(one.name.value, one.name.span);
    const auto [held, is_new_text] = texts_.emplace(text.value, text.span);
    if (!is_new_name)
      return refuse(
          one.name.span, "the value " + quote(one.name.value), name->second,
          drafted_.is_generated && is_new_text
              ? "give one of them a name: \"x-tenon\": {\"names\": {\"" + text.value + "\": \"…\"}}"
              : "leave one of them out");
    if (!is_new_text)
      return refuse(text.span, "the text " + quote(text.value), held->second,
                    "give one of them another text");
    check_storable(text, "the text of " + quote(one.name.value));
    return true;
  }

  /// Once all texts are known: what a value was called is nobody's text now.
  void check_old(const DraftEnumerator& one, const Name& was) {
    check_storable(was, "the old text of " + quote(one.name.value));
    const auto [other, is_new] = gone_.emplace(was.value, was.span);
    if (!is_new)
      diagnostics_
          .error(codes::duplicate_old_name, was.span,
                 "the old text " + quote(was.value) + " is that of another value too",
                 "leave one of the two out: a value is renamed once")
          .notes.push_back({"the other one", other->second});
    const auto held = texts_.find(was.value);
    if (held == texts_.end()) return;
    diagnostics_
        .error(codes::old_name_in_use, was.span,
               "the old text " + quote(was.value) + " is a value's present text",
               "'was' is for a text that is gone: leave it out; values that exchange their texts "
               "get others in one revision and each other's in the next")
        .notes.push_back({"this one", held->second});
  }

 private:
  void check_storable(const Name& text, const std::string& what) {
    if (text.value.find('\0') == std::string::npos &&
        base::find_invalid_utf8(text.value) == std::string::npos)
      return;
    diagnostics_.error(codes::wrong_arguments, text.span, what + " is none that a database holds",
                       "write valid UTF-8 without NUL");
  }

  bool refuse(const base::Span& span, const std::string& what, const base::Span& first,
              const std::string& hint) {
    diagnostics_
        .error(codes::duplicate_enumerator, span,
               quote(drafted_.name.value) + " has " + what + " twice", hint)
        .notes.push_back({"first written here", first});
    return false;
  }

  const DraftEnum& drafted_;
  Diagnostics& diagnostics_;
  std::map<std::string, base::Span> names_;
  std::map<std::string, base::Span> texts_;
  std::map<std::string, base::Span> gone_;  ///< old texts
};

// NAMEDATALEN of the server as everybody builds it, less the zero behind it.
void check_label(const Name& text, const std::string& what, Diagnostics& diagnostics) {
  constexpr std::size_t longest_label = 63;
  if (text.value.size() <= longest_label) return;
  diagnostics.error(codes::bad_name, text.span,
                    "the " + what +
                        " of a value of PostgreSQL's enum types has at most 63 bytes, "
                        "not " +
                        std::to_string(text.value.size()),
                    "give the value a shorter text, or leave 'native' out");
}

void add_enumerators(const DraftEnum& drafted, Enum& built, Diagnostics& diagnostics) {
  const EnumWords all = decode_enum(drafted, diagnostics);
  const std::vector<EnumeratorWords>& words = all.enumerators;
  built.native = all.native.known();
  if (all.type_name.span.known() && check_sql_name(all.type_name, "an enum type", diagnostics))
    built.type_name = all.type_name.value;
  if (all.type_schema.span.known() && check_sql_name(all.type_schema, "a schema", diagnostics))
    built.type_schema = all.type_schema.value == "public" ? "" : all.type_schema.value;
  EnumeratorCheck values{drafted, diagnostics};
  for (std::size_t i = 0; i < words.size(); ++i) {
    const DraftEnumerator& one = drafted.enumerators[i];
    const Name text = words[i].text.value_or(one.name);
    if (!values.check(one, text)) continue;
    check_deprecated(one.name, one.deprecated, fields_retire, diagnostics);
    if (!one.same_as.empty())
      diagnostics.error(codes::duplicate_enumerator, one.name.span,
                        quote(one.name.value) + " has the value of " + quote(one.same_as),
                        "a value has one text: give each enumerator a value of its own");
    if (drafted.is_generated)
      check_cpp_name(one.name, "enumerator", diagnostics);
    else
      check_reserved(one.name, "enumerator", diagnostics);
    Enumerator& value = built.enumerators.emplace_back();
    value = {one.name.value, text.value, one.comment, std::nullopt};
    if (words[i].was) value.was = words[i].was->value;
    if (built.native) check_label(text, "text", diagnostics);
    if (built.native && words[i].was) check_label(*words[i].was, "old text", diagnostics);
  }
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i].was) values.check_old(drafted.enumerators[i], *words[i].was);
}

Enum build_enum(const DraftEnum& drafted, const Sources& sources, Diagnostics& diagnostics) {
  Enum built;
  build_head(drafted, sources, built);
  if (!drafted.is_scoped)
    diagnostics.error(codes::unscoped_enum, drafted.name.span,
                      quote(built.name) + " is a plain enum", "write enum class " + built.name);
  if (drafted.enumerators.empty() && !drafted.is_broken)
    diagnostics.error(codes::empty_enum, drafted.name.span, quote(built.name) + " has no values",
                      drafted.is_generated
                          ? "name at least one: \"enum\": [\"first\"]"
                          : "name at least one: enum class " + built.name + " { first };");
  add_enumerators(drafted, built, diagnostics);
  if (drafted.is_generated) {
    check_cpp_name(drafted.name, "enum", diagnostics);
  } else {
    check_reserved(drafted.name, "enum", diagnostics);
    check_free_name(drafted.name, "enum", diagnostics);
    check_taken_space(drafted.name, drafted.space, diagnostics);
    check_deprecated(drafted.name, drafted.deprecated, fields_retire, diagnostics);
  }
  return built;
}

void check_space(const DraftStruct& drafted, Diagnostics& diagnostics) {
  if (!drafted.is_generated) {
    check_reserved(drafted.name, "struct", diagnostics);
    check_free_name(drafted.name, "struct", diagnostics);
    check_taken_space(drafted.name, drafted.space, diagnostics);
    check_deprecated(drafted.name, drafted.deprecated, fields_retire, diagnostics);
    for (const DraftField& field : drafted.fields)
      if (!has_word(field.annotations, "transient"))
        check_reserved(field.name, "field", diagnostics);
    return;
  }
  check_cpp_name(drafted.name, "struct", diagnostics);
  for (const DraftField& field : drafted.fields) {
    check_cpp_name(field.name, "field", diagnostics);
    if (field.name.value == drafted.name.value)
      diagnostics.error(
          codes::bad_identifier, field.name.span,
          "a field cannot have the name of its struct, " + quote(drafted.name.value),
          "give the field another name and keep the column: \"x-tenon\": {\"column\": \"" +
              drafted.name.value + "\"}");
  }
}

// Enums of a C++ header that no entity uses are left alone.
std::set<std::string> used_enums(const std::vector<EntityDraft>& entities) {
  std::set<std::string> used;
  for (const EntityDraft& entity : entities)
    for (const FieldDraft& field : entity.fields) used.insert(field.field.type.enumeration);
  return used;
}

}  // namespace

namespace {

// Structs without a table: mix-ins and value objects.
void add_parts(const Draft& draft, const Sources& sources,
               const std::set<const DraftStruct*>& mixins, StructBuilder& structs, Model& model,
               Diagnostics& diagnostics) {
  for (const DraftStruct& drafted : draft.structs) {
    if (has_table(drafted)) continue;
    const StructDraft* object = structs.find_object(drafted);
    if (mixins.count(&drafted) == 0 && object == nullptr) continue;
    check_space(drafted, diagnostics);
    if (mixins.count(&drafted) != 0)
      model.mixins.push_back(build_mixin(drafted, structs, sources, diagnostics));
    if (object != nullptr) model.objects.push_back(build_object(*object, sources, diagnostics));
  }
}

}  // namespace

Model check(const Draft& given, const Sources& sources, Diagnostics& diagnostics, JsonNames names) {
  const std::optional<Draft> cleaned = clean_views(given, diagnostics);
  const Draft& draft = cleaned ? *cleaned : given;
  const Scope scope = make_scope(draft, diagnostics);
  StructBuilder structs{scope, names, diagnostics};
  std::vector<EntityDraft> entities;
  std::set<const DraftStruct*> mixins;
  for (const DraftStruct& drafted : draft.structs) {
    const bool is_first = scope.find_struct(qualify(drafted.space, drafted.name.value)) == &drafted;
    if (!has_table(drafted) || !is_first) continue;
    check_space(drafted, diagnostics);
    entities.push_back(build_entity(drafted, structs, sources, diagnostics));
    for (const DraftStruct* base : structs.bases_of(drafted)) mixins.insert(base);
  }
  for (const DraftStruct& drafted : draft.structs)
    if (structs.find_object(drafted) != nullptr)
      for (const DraftStruct* base : structs.bases_of(drafted)) mixins.insert(base);
  Model model;
  add_parts(draft, sources, mixins, structs, model, diagnostics);
  const std::set<std::string> used = used_enums(entities);
  for (const DraftEnum& drafted : draft.enums)
    if (scope.find_enum(qualify(drafted.space, drafted.name.value)) == &drafted &&
        (drafted.is_generated || used.count(qualify(drafted.space, drafted.name.value)) != 0))
      model.enums.push_back(build_enum(drafted, sources, diagnostics));
  for (EntityDraft& entity : entities) {
    build_keys(entity, diagnostics);
    build_checks(entity, diagnostics);
    check_computed(entity, diagnostics);
    build_row_state(entity, diagnostics);
    build_inputs(entity, diagnostics);
  }
  build_references(entities, scope, diagnostics);
  build_relations(entities, scope, diagnostics);
  for (EntityDraft& entity : entities) build_json_names(entity, names, diagnostics);
  build_shapes(entities, scope, diagnostics);
  check_views(entities, diagnostics);
  for (EntityDraft& entity : entities) {
    set_fields(entity, entity.entity);
    model.entities.push_back(entity.entity);
  }
  check_names(entities, model, scope, diagnostics);
  if (!diagnostics.has_errors()) check_request_names(entities, model, diagnostics);
  for (const DraftStruct& drafted : draft.structs)
    if (!has_table(drafted) && mixins.count(&drafted) == 0 && !structs.find_object(drafted))
      check_unused(drafted, diagnostics);
  return model;
}

}  // namespace tenon::model
