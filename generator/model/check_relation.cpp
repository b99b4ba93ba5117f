#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/codes.hpp"
#include "base/text.hpp"
#include "model/check_parts.hpp"

namespace tenon::model {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::quote;
using Fields = std::vector<std::string>;

bool are_all_in(const Fields& some, const Fields& all) {
  return !some.empty() && std::all_of(some.begin(), some.end(), [&](const std::string& field) {
    return std::find(all.begin(), all.end(), field) != all.end();
  });
}

// Whether no two rows have the same values in these fields: they hold a whole key.
bool hold_key(const Entity& entity, const Fields& fields) {
  if (are_all_in(entity.primary_key, fields)) return true;
  for (const UniqueKey& key : entity.unique_keys)
    if (are_all_in(key.fields, fields)) return true;
  for (const Index& index : entity.indexes) {
    Fields parts;
    for (const IndexPart& part : index.parts) parts.push_back(part.field);
    if (index.unique && index.finds_all() && are_all_in(parts, fields)) return true;
  }
  return false;
}

Relation way_there(const EntityDraft& from, const Reference& reference) {
  Relation way;
  way.name = reference.relation;
  way.kind = hold_key(from.entity, reference.fields) ? Relation::Kind::one_to_one
                                                     : Relation::Kind::many_to_one;
  for (const std::string& field : reference.fields)
    way.optional = way.optional || from.find(field)->field.type.nullable;
  way.entity = reference.entity;
  way.fields = reference.fields;
  way.targets = reference.targets;
  return way;
}

Relation way_back(const EntityDraft& from, const Reference& reference) {
  Relation way;
  way.name = reference.inverse;
  way.optional = hold_key(from.entity, reference.fields);
  way.kind = way.optional ? Relation::Kind::one_to_one : Relation::Kind::one_to_many;
  way.entity = from.entity.qualified();
  way.fields = reference.targets;
  way.targets = reference.fields;
  return way;
}

// The names of the ways from each entity: own relations, the inverses of others' and links.
class RelationNames {
 public:
  explicit RelationNames(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void add(const EntityDraft& from, const Name& name) {
    if (!name.span.known()) return;
    if (!check_cpp_name(name, "relation", diagnostics_)) return;
    const std::string entity = from.entity.qualified();
    const FieldDraft* field = from.find(name.value);
    const Field* object = from.find_object(name.value);
    if (field != nullptr || object != nullptr) {
      refuse(from, name, "a field", field != nullptr ? field->field.span : object->span);
      return;
    }
    const auto [first, fresh] = known_.emplace(std::pair{entity, name.value}, name.span);
    if (!fresh) refuse(from, name, "a relation", first->second);
  }

 private:
  void refuse(const EntityDraft& from, const Name& name, const char* what, base::Span other) {
    diagnostics_
        .error(
            codes::duplicate_relation, name.span,
            quote(from.entity.name) + " has " + what + " named " + quote(name.value) + " already",
            "give the relation another name")
        .notes.push_back({"the other one", other});
  }

  std::map<std::pair<std::string, std::string>, base::Span> known_;
  Diagnostics& diagnostics_;
};

// Which two references of the entity between are meant by a link.
struct Ways {
  const Reference* from = nullptr;
  const Reference* to = nullptr;
};

class LinkCheck {
 public:
  LinkCheck(const EntityDraft& owner, const LinkWords& words, const EntityDraft& through,
            Diagnostics& diagnostics)
      : owner_(owner), words_(words), through_(through), diagnostics_(diagnostics) {}

  std::optional<Relation> run() {
    if (!check_fields(through_, words_.from, diagnostics_) ||
        !check_fields(through_, words_.to, diagnostics_))
      return std::nullopt;
    const std::vector<Ways> ways = find();
    if (ways.empty()) {
      refuse_none();
      return std::nullopt;
    }
    if (ways.size() > 1) {
      refuse_many(ways);
      return std::nullopt;
    }
    Relation relation;
    relation.name = words_.name.value;
    relation.kind = Relation::Kind::many_to_many;
    relation.entity = ways[0].to->entity;
    relation.fields = ways[0].from->targets;
    relation.targets = ways[0].to->targets;
    relation.through = through_.entity.qualified();
    relation.through_fields = ways[0].from->fields;
    relation.through_targets = ways[0].to->fields;
    return relation;
  }

 private:
  // A reference is meant by its fields, in any order.
  bool fits(const Reference& reference, const std::vector<Name>& said) const {
    return said.empty() ||
           (said.size() == reference.fields.size() &&
            std::all_of(said.begin(), said.end(), [&](const Name& name) {
              return are_all_in({through_.find(name.value)->field.name}, reference.fields);
            }));
  }

  bool leads_here(const Reference& reference) const {
    return reference.entity == owner_.entity.qualified();
  }

  std::vector<Ways> find() const {
    std::vector<Ways> found;
    for (const Reference& from : through_.entity.references)
      for (const Reference& to : through_.entity.references)
        if (&from != &to && leads_here(from) && fits(from, words_.from) && fits(to, words_.to))
          found.push_back({&from, &to});
    return found;
  }

  base::Diagnostic& refuse(const char* code, const base::Span& span, const std::string& message,
                           const std::string& hint) {
    base::Diagnostic& told = diagnostics_.error(code, span, message, hint);
    told.notes.push_back({"declared here", through_.drafted->name.span});
    return told;
  }

  // What keeps the link from being one: what is said, the way here, or the way on.
  void refuse_none() {
    // A reference that is itself wrong is missing here, and was told.
    if (through_.is_incomplete || has_broken_reference()) return;
    const std::string between = quote(through_.entity.name);
    const auto& all = through_.entity.references;
    const auto has = [&](const std::vector<Name>& fields, bool only_here) {
      return std::any_of(all.begin(), all.end(), [&](const Reference& one) {
        return fits(one, fields) && (!only_here || leads_here(one));
      });
    };
    if (!has({}, true)) {
      refuse(codes::link_impossible, words_.through.span,
             between + " has no reference to " + quote(owner_.entity.name),
             "give it one, with " + reference_to(owner_) + ", and another one to the other side");
    } else if (!has(words_.from, true)) {
      refuse(codes::link_impossible, words_.from.front().span,
             quote(base::join(values(words_.from), ", ")) + " of " + between +
                 " is no reference to " + quote(owner_.entity.name),
             "name the fields of one that is");
    } else if (!has(words_.to, false)) {
      refuse(codes::link_impossible, words_.to.front().span,
             quote(base::join(values(words_.to), ", ")) + " of " + between + " is no reference",
             "name the fields of one that leads to the other side");
    } else if (!words_.to.empty()) {
      refuse(codes::link_impossible, words_.to.front().span,
             quote(base::join(values(words_.to), ", ")) + " of " + between + " is the way from " +
                 quote(owner_.entity.name) + " already",
             "name the fields of the reference to the other side");
    } else {
      refuse(codes::link_impossible, words_.through.span,
             between + " has no second reference, to the other side of the link",
             "give it one, or name the relation back with inverse(\"…\") at the one it has");
    }
  }

  void refuse_many(const std::vector<Ways>& ways) {
    std::vector<std::string> forms;
    forms.reserve(ways.size());
    for (const Ways& way : ways)
      forms.push_back(said("from", way.from->fields) + ", " + said("to", way.to->fields));
    refuse(codes::ambiguous_link, words_.through.span,
           quote(through_.entity.name) + " links " + quote(owner_.entity.name) + " in " +
               std::to_string(ways.size()) + " ways",
           "say which references are meant: " + base::join(forms, " or "));
  }

  bool has_broken_reference() const {
    std::size_t said = 0;
    for (const FieldDraft& field : through_.fields)
      if (has_word(field.drafted->annotations, "references")) ++said;
    for (const Annotation& one : through_.drafted->annotations)
      if (one.word == "foreign_key") ++said;
    return said != through_.entity.references.size();
  }

  // from(who_id), or in JSON "from": ["who_id"].
  std::string said(const std::string& word, const Fields& fields) const {
    if (!owner_.drafted->is_generated) return word + "(" + base::join(fields, ", ") + ")";
    return "\"" + word + "\": [\"" + base::join(fields, "\", \"") + "\"]";
  }

  std::string reference_to(const EntityDraft& entity) const {
    const Fields& key = entity.entity.primary_key;
    const std::string field = key.empty() ? "id" : key.front();
    return through_.drafted->is_generated
               ? "\"references\": \"" + entity.entity.name + "." + field + "\""
               : "references(" + entity.entity.name + "::" + field + ")";
  }

  static Fields values(const std::vector<Name>& names) {
    Fields all;
    for (const Name& name : names) all.push_back(name.value);
    return all;
  }

  const EntityDraft& owner_;
  const LinkWords& words_;
  const EntityDraft& through_;
  Diagnostics& diagnostics_;
};

void add_ways(std::vector<EntityDraft>& entities, const Entities& known) {
  for (EntityDraft& one : entities)
    for (const Reference& reference : one.entity.references)
      if (!reference.relation.empty()) one.entity.relations.push_back(way_there(one, reference));
  for (EntityDraft& one : entities)
    for (const Reference& reference : one.entity.references)
      if (!reference.inverse.empty())
        known.at(reference.entity)->entity.relations.push_back(way_back(one, reference));
}

void add_links(EntityDraft& one, const Entities& known, const Scope& scope,
               Diagnostics& diagnostics) {
  for (const LinkWords& words : one.words.links) {
    const EntityDraft* through = find_entity(spelled(words.through), words.through.span,
                                             one.entity.space, known, scope, diagnostics);
    if (through == nullptr) continue;
    std::optional<Relation> relation = LinkCheck{one, words, *through, diagnostics}.run();
    if (relation) one.entity.relations.push_back(*std::move(relation));
  }
}

void check_relation_names(const std::vector<EntityDraft>& entities, const Entities& known,
                          Diagnostics& diagnostics) {
  RelationNames names{diagnostics};
  const auto add = [&](const EntityDraft& one, const ReferenceWords& words,
                       const std::string& target, const std::string& space) {
    names.add(one, words.relation);
    const EntityDraft* other = resolve(target, space, known);
    if (other != nullptr) names.add(*other, words.inverse);
  };
  for (const EntityDraft& one : entities) {
    for (const FieldDraft& field : one.fields)
      if (field.words.references)
        add(one, *field.words.references,
            split_target(field.words.references->target, field.space, known).entity, field.space);
    for (const ForeignKeyWords& words : one.words.foreign_keys)
      add(one, words.how, spelled(words.how.target), one.entity.space);
  }
  for (const EntityDraft& one : entities)
    for (const LinkWords& words : one.words.links) names.add(one, words.name);
}

}  // namespace

void build_relations(std::vector<EntityDraft>& entities, const Scope& scope,
                     Diagnostics& diagnostics) {
  const Entities known = by_name(entities);
  add_ways(entities, known);
  for (EntityDraft& one : entities) add_links(one, known, scope, diagnostics);
  check_relation_names(entities, known, diagnostics);
}

}  // namespace tenon::model
