#include <algorithm>
#include <array>

#include "base/codes.hpp"
#include "base/names.hpp"
#include "base/text.hpp"
#include "model/check_parts.hpp"

namespace tenon::model {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::quote;

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Of the words on the member that is a value object. Others are for one column.
constexpr std::array<std::string_view, 8> holder_words = {
    "alias", "embed", "was", "internal", "read_only", "write_only", "deprecated", "transient"};

// What no member of a value object says: words about a row, or about a part of what is given and
// taken as a whole.
constexpr std::array<std::string_view, 9> row_words = {"primary_key", "read_only",   "write_only",
                                                       "internal",    "created_at",  "updated_at",
                                                       "version",     "default_sql", "computed"};

// The old name is that of a member, or a prefix when it ends as one; columns that were no value
// object's had none.
std::string prefix_of(const std::string& was) {
  return was.empty() || base::ends_with(was, "_") ? was : was + "_";
}

void check_holder_words(const DraftField& drafted, const DraftStruct& object,
                        Diagnostics& diagnostics) {
  for (const Annotation& one : drafted.annotations) {
    if (is_one_of(one.word, holder_words)) continue;
    const bool is_key = one.word == "unique" || one.word == "index";
    const std::string member = object.fields.empty() ? "city" : object.fields.front().name.value;
    std::string hint = "write it on a member of " + quote(object.name.value);
    if (one.word == "column") hint = "write embed(\"prefix_\")";
    if (is_key)
      hint += ", or on the entity: " + one.word + "(" + drafted.name.value + "." + member + ")";
    diagnostics.error(codes::misplaced_annotation, one.span,
                      quote(one.word) + " is for one column, and " + quote(drafted.name.value) +
                          " is a value object",
                      hint);
  }
}

// A name that the flattening makes: "co" and "await" are good ones alone.
void check_flattened_name(const Field& field, Diagnostics& diagnostics) {
  const std::string& name = field.name;
  if (!base::is_cpp_keyword(name) && !base::is_reserved_identifier(name) &&
      !base::is_standard_macro(name))
    return;
  diagnostics.error(
      codes::bad_identifier, field.span,
      quote(field.path) + " would be called " + quote(name) + ", a name that C++ keeps for itself",
      "give one of the two another name");
}

}  // namespace

void check_member_words(const FieldDraft& member, const DraftStruct& object,
                        Diagnostics& diagnostics) {
  for (const Annotation& one : member.drafted->annotations) {
    if (!is_one_of(one.word, row_words)) continue;
    diagnostics.error(codes::misplaced_annotation, one.span,
                      quote(one.word) + " stands on a member of " + quote(object.name.value) +
                          ", a value object, which is given and taken as a whole",
                      "make it a field of the entity, or leave " + quote(one.word) + " out");
  }
  if (member.words.references && member.words.references->inverse.span.known())
    diagnostics.error(codes::misplaced_annotation, member.words.references->inverse.span,
                      "'inverse' of a reference in a value object would name as many ways back as "
                      "there are members of type " +
                          quote(object.name.value),
                      "leave it out, or write the reference on a field of the entity");
}

HolderDraft build_holder(const DraftField& drafted, const DraftStruct& object, JsonNames names,
                         Diagnostics& diagnostics) {
  HolderDraft built;
  built.drafted = &drafted;
  const FieldWords words = decode_field(drafted.annotations, diagnostics);
  check_holder_words(drafted, object, diagnostics);
  check_deprecated(drafted.name, drafted.deprecated,
                   "write [[tenon::deprecated]], which spares the struct's member", diagnostics);
  Field& field = built.field;
  field.name = field.path = drafted.name.value;
  field.column = words.embed ? words.embed->value : field.name + "_";
  field.type.kind = TypeKind::object;
  field.type.object = qualify(object.space, object.name.value);
  field.type.nullable = drafted.type.optional;
  field.visibility = words.visibility;
  build_json_name(field, words, names, diagnostics);
  field.deprecated = words.deprecated.known();
  field.comment = drafted.comment;
  field.span = drafted.name.span;
  if (words.was) built.was = {prefix_of(words.was->value), words.was->span};
  if (drafted.initializer)
    diagnostics.error(
        codes::unsupported_default, drafted.initializer->span,
        "the default of " + quote(field.name) + " stands at the members of its value object",
        "leave it out, and give the members of " + quote(object.name.value) + " their defaults");
  if (field.deprecated && !field.type.nullable)
    diagnostics.error(codes::deprecated_required, words.deprecated,
                      quote(field.name) + " is deprecated, and no row can be created without it",
                      "make it std::optional (in JSON: not in required)");
  return built;
}

FieldDraft flattened(const FieldDraft& member, const HolderDraft& holder,
                     Diagnostics& diagnostics) {
  FieldDraft built = member;
  const Field& outer = holder.field;
  const Field& inner = member.field;
  Field& field = built.field;
  field.alias.clear();  // JSON has the value object
  field.name = outer.name + "_" + inner.name;
  field.path = outer.name + "." + (inner.path.empty() ? inner.name : inner.path);
  field.column = outer.column + inner.column;
  if (holder.was.span.known() || !inner.was.empty()) {
    const bool is_renamed = holder.was.span.known();
    field.was = (is_renamed ? holder.was.value : outer.column) +
                (inner.was.empty() ? inner.column : inner.was);
    built.words.was = Name{field.was, is_renamed ? holder.was.span : member.words.was->span};
  }
  if (outer.type.nullable) {
    // A default would give a row that has none a part of one.
    field.type.nullable = true;
    field.initial.reset();
  }
  field.visibility = outer.visibility;
  field.deprecated = inner.deprecated || outer.deprecated;
  field.span = outer.span;
  if (inner.type.kind == TypeKind::object) return built;
  built.words.column.reset();
  if (built.words.references) {
    ReferenceWords& reference = *built.words.references;
    reference.inverse = {};  // told where it stands
    if (!reference.relation.value.empty()) reference.relation.value.insert(0, outer.name + "_");
  }
  constexpr std::size_t longest = 63;  // a longer one was told where it stands
  if (inner.column.size() <= longest)
    check_sql_name({field.column, outer.span}, "the column " + quote(field.column), diagnostics);
  check_flattened_name(field, diagnostics);
  return built;
}

}  // namespace tenon::model
