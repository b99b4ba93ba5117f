#include <algorithm>
#include <map>
#include <string>

#include "base/codes.hpp"
#include "base/names.hpp"
#include "base/text.hpp"
#include "model/check_parts.hpp"

namespace tenon::model {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::quote;

// user_name as userName; a name without underscores stays.
std::string camel_case(const std::string& name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool is_gap = name[i] == '_' && !out.empty() && i + 1 < name.size() && name[i + 1] != '_';
    if (is_gap && base::is_identifier(name.substr(i + 1, 1)))
      out += base::to_upper(name.substr(++i, 1));
    else if (!is_gap)
      out += name[i];
  }
  return out;
}

// A member's name that people can read and every JSON parser takes.
bool check_alias(const Name& alias, Diagnostics& diagnostics) {
  const bool control = std::any_of(alias.value.begin(), alias.value.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
  const char* why = alias.value.empty() ? "is empty"
                    : control           ? "holds a control character"
                    : base::find_invalid_utf8(alias.value) != std::string::npos
                        ? "is no valid UTF-8"
                        : nullptr;
  if (why == nullptr) return true;
  diagnostics.error(codes::bad_name, alias.span, std::string{"a name in JSON "} + why,
                    "as alias(\"userName\")");
  return false;
}

// Each name once, whichever way it goes: a violation names its member by it.
class JsonMembers {
 public:
  JsonMembers(std::string owner, Diagnostics& diagnostics)
      : owner_(std::move(owner)), diagnostics_(diagnostics) {}

  // The fields that are no part of value objects, and those themselves.
  void add_all(StructDraft& built, JsonNames style) {
    for (FieldDraft& one : built.fields) {
      if (!one.field.path.empty()) continue;
      build_json_name(one.field, one.words, style, diagnostics_);
      add(one.field, one.words.alias ? one.words.alias->span : one.field.span);
    }
    for (const Field& object : built.objects)
      if (object.path.find('.') == std::string::npos) add(object, object.span);
  }

  void add(const Field& field, const base::Span& span) {
    if (field.visibility != Visibility::internal) add(field.json_name(), span);
  }

  void add(const std::string& name, const base::Span& span) {
    const auto [first, fresh] = seen_.emplace(name, span);
    if (fresh) return;
    diagnostics_
        .error(codes::duplicate_json_name, span,
               quote(owner_) + " has two members " + quote(name) + " in JSON",
               "give one of them another name with 'alias'")
        .notes.push_back({"the other one", first->second});
  }

 private:
  std::string owner_;
  Diagnostics& diagnostics_;
  std::map<std::string, base::Span> seen_;
};

// Shapes have fields and relations side by side. Two that have one name in C++ too were refused by
// it.
void check_relation_name(const EntityDraft& built, const Relation& relation,
                         Diagnostics& diagnostics) {
  for (const FieldDraft& other : built.fields) {
    const Field& field = other.field;
    if (!field.is_in_json_out() || field.json_name() != relation.json_name() ||
        field.name == relation.name)
      continue;
    base::Diagnostic& found = diagnostics.error(
        codes::duplicate_json_name, other.words.alias ? other.words.alias->span : field.span,
        "the field " + quote(field.name) + " and the relation " + quote(relation.name) +
            " are both " + quote(relation.json_name()) + " in JSON",
        "give the field another name with 'alias'");
    for (const FieldDraft& from : built.fields)
      if (from.words.references && from.words.references->relation.value == relation.name)
        found.notes.push_back({"the relation", from.words.references->relation.span});
  }
}

// The names of an entity's fields in a query string.
class RequestNames {
 public:
  RequestNames(const EntityDraft& built, Diagnostics& diagnostics)
      : built_(built), diagnostics_(diagnostics) {}

  void check(const Model& model) {
    for (const FieldDraft& one : built_.fields) {
      if (!one.field.is_in_json_out()) continue;
      const base::Span& span = one.words.alias ? one.words.alias->span : one.field.span;
      add(base::join(json_path(built_.entity, one.field, model), "."), span);
    }
    for (const auto& [name, span] : seen_) check_meaning(name, span);
  }

 private:
  void add(const std::string& name, const base::Span& span) {
    const auto [first, fresh] = seen_.emplace(name, span);
    if (fresh) return;
    diagnostics_
        .error(codes::duplicate_json_name, span,
               quote(built_.entity.name) + " has two fields " + quote(name) + " in query strings",
               "give one of them another name with 'alias'")
        .notes.push_back({"the other one", first->second});
  }

  void check_meaning(const std::string& name, const base::Span& span) {
    if (name[0] == '-') refuse(name, span, name.substr(1), "the descending order of ");
    const std::size_t mark = name.rfind("__");
    if (mark != std::string::npos) refuse(name, span, name.substr(0, mark), "a condition on ");
  }

  void refuse(const std::string& name, const base::Span& span, const std::string& other,
              const char* meaning) {
    const auto found = seen_.find(other);
    if (found == seen_.end()) return;
    diagnostics_
        .error(codes::ambiguous_json_name, span,
               quote(name) + " in a query string is " + meaning + quote(other) + " as well",
               "give it another name with 'alias'")
        .notes.push_back({"the other one", found->second});
  }

  const EntityDraft& built_;
  Diagnostics& diagnostics_;
  std::map<std::string, base::Span> seen_;
};

}  // namespace

void build_json_name(Field& field, const FieldWords& words, JsonNames style,
                     Diagnostics& diagnostics) {
  if (!words.alias) {
    if (style == JsonNames::camel_case) field.alias = camel_case(field.name);
  } else if (field.visibility == Visibility::internal) {
    diagnostics
        .error(codes::conflicting_annotations, words.alias->span,
               "'alias' is a name in JSON, where an internal field never is",
               "leave one of them out")
        .notes.push_back({"the other one", words.visibility_span});
  } else if (check_alias(*words.alias, diagnostics)) {
    field.alias = words.alias->value;
  }
  if (field.alias == field.name) field.alias.clear();
}

void build_json_names(StructDraft& built, JsonNames style, Diagnostics& diagnostics) {
  JsonMembers{built.drafted->name.value, diagnostics}.add_all(built, style);
}

void build_json_names(EntityDraft& built, JsonNames style, Diagnostics& diagnostics) {
  JsonMembers members{built.entity.name, diagnostics};
  members.add_all(built, style);
  for (Input& input : built.entity.inputs) {
    if (style == JsonNames::camel_case) input.alias = camel_case(input.name);
    if (input.alias == input.name) input.alias.clear();
    const auto words =
        std::find_if(built.words.inputs.begin(), built.words.inputs.end(),
                     [&](const InputWords& one) { return one.name.value == input.name; });
    members.add(input.json_name(), words->name.span);
  }
  for (Relation& relation : built.entity.relations) {
    if (style == JsonNames::camel_case) relation.alias = camel_case(relation.name);
    if (relation.alias == relation.name) relation.alias.clear();
    check_relation_name(built, relation, diagnostics);
  }
}

void check_request_names(const std::vector<EntityDraft>& entities, const Model& model,
                         Diagnostics& diagnostics) {
  for (const EntityDraft& built : entities) RequestNames{built, diagnostics}.check(model);
}

}  // namespace tenon::model
