#include "emit/factory.hpp"

#include <algorithm>
#include <set>

#include "emit/made_up.hpp"
#include "emit/members.hpp"

namespace tenon::emit {
namespace {

using model::Entity;
using model::Field;
using model::Filled;
using model::Reference;
using From = MadeMember::From;

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// What can tell two rows apart: the fields of each key.
std::vector<std::vector<std::string>> unique_keys(const Entity& entity) {
  std::vector<std::vector<std::string>> keys{entity.primary_key};
  for (const model::UniqueKey& key : entity.unique_keys) keys.push_back(key.fields);
  for (const model::Index& index : entity.indexes) {
    if (!index.unique) continue;
    keys.emplace_back();
    for (const model::IndexPart& part : index.parts)
      if (!part.field.empty()) keys.back().push_back(part.field);
  }
  return keys;
}

bool varies(const Entity& entity, const Field& field) {
  for (const std::vector<std::string>& key : unique_keys(entity))
    if (has(key, field.name)) return true;
  return false;
}

/// Whether a new row has a value there, said or not.
bool is_never_null(const Field& field) { return !field.type.nullable || field.initial; }

class Planner {
 public:
  explicit Planner(const model::Model& model) : model_(model) {}

  std::map<std::string, FactoryPlan> run() {
    for (const Entity& entity : model_.entities)
      if (!entity.is_view()) plan(entity);
    return std::move(plans_);
  }

 private:
  /// Whether rows of it are made without an argument.
  bool plan(const Entity& entity) {
    const std::string name = entity.qualified();
    const auto found = plans_.find(name);
    if (found != plans_.end()) return !found->second.has_arguments();
    if (!under_way_.insert(name).second) return false;  // a circle
    FactoryPlan plan;
    for (const Field* field : members_of(entity).create) {
      MadeMember member{field, From::nothing, varies(entity, *field)};
      if (is_required(*field)) member.from = required(entity, *field);
      plan.members.push_back(member);
    }
    add_parents(entity, plan);
    for (const std::vector<std::string>& key : unique_keys(entity)) mend_key(key, plan);
    for (const std::vector<std::string>& key : unique_keys(entity)) spread_key(key, plan);
    under_way_.erase(name);
    return !plans_.emplace(name, std::move(plan)).first->second.has_arguments();
  }

  From required(const Entity& entity, const Field& field) {
    if (field.type.kind == model::TypeKind::object) return of_object(entity, field);
    return made_up(field, model_, "", false, "serial") ? From::made_up : From::argument;
  }

  /// Of a value object's members those have to be made that have no value else.
  From of_object(const Entity& entity, const Field& object) {
    From from = From::made_up;
    const std::string path = object.path + ".";
    for (const Field& field : entity.fields) {
      if (field.path.compare(0, path.size(), path) != 0 || !is_required(field)) continue;
      const Reference* const reference = reference_of(entity, field);
      if (reference == nullptr && made_up(field, model_, "", false, "serial")) continue;
      if (reference == nullptr || reference->fields.size() > 1 || !can_make(*reference))
        return From::argument;
      from = From::parent;
    }
    return from;
  }

  const Reference* reference_of(const Entity& entity, const Field& field) const {
    for (const Reference& reference : entity.references)
      if (has(reference.fields, field.name)) return &reference;
    return nullptr;
  }

  bool can_make(const Reference& reference) {
    const Entity* const target = model_.find(reference.entity);
    return target != nullptr && !target->is_view() && plan(*target);
  }

  MadeMember* find(FactoryPlan& plan, const std::string& name) const {
    for (MadeMember& member : plan.members)
      if (member.field->name == name) return &member;
    return nullptr;
  }

  void add_parents(const Entity& entity, FactoryPlan& plan) {
    std::vector<const Reference*> references;
    for (const Reference& reference : entity.references)
      if (std::all_of(reference.fields.begin(), reference.fields.end(),
                      [&](const std::string& name) { return is_never_null(*entity.find(name)); }))
        references.push_back(&reference);
    // A key of several fields brings what the others of these fields refer to.
    std::stable_sort(references.begin(), references.end(), [](const auto* a, const auto* b) {
      return a->fields.size() > b->fields.size();
    });
    std::set<std::string> claimed;  // by one reference, or by several that do not agree
    for (const Reference* reference : references) add_parent(*reference, claimed, plan);
  }

  void add_parent(const Reference& reference, std::set<std::string>& claimed, FactoryPlan& plan) {
    std::vector<MadeMember*> members;
    for (const std::string& field : reference.fields)
      if (MadeMember* const member = find(plan, field)) members.push_back(member);
    if (members.size() < reference.fields.size()) return;  // of a value object, or not given
    if (is_brought(reference, plan)) return;
    bool is_made = can_make(reference);
    for (const std::string& field : reference.fields)
      is_made = claimed.insert(field).second && is_made;
    for (MadeMember* const member : members) member->from = is_made ? From::parent : From::argument;
    if (is_made) {
      plan.parents.push_back({&reference, model_.find(reference.entity)});
      return;
    }
    // What had one of these members from its row has it from the caller, with the rest.
    for (std::size_t at = plan.parents.size(); at-- > 0;) {
      const std::vector<std::string>& fields = plan.parents[at].reference->fields;
      const bool is_split = std::any_of(
          fields.begin(), fields.end(),
          [&](const std::string& field) { return find(plan, field)->from == From::argument; });
      if (!is_split) continue;
      for (const std::string& field : fields) find(plan, field)->from = From::argument;
      plan.parents.erase(plan.parents.begin() + static_cast<std::ptrdiff_t>(at));
    }
  }

  /// Whether the row that an earlier reference makes has what this one refers to.
  bool is_brought(const Reference& reference, const FactoryPlan& plan) const {
    for (const Parent& parent : plan.parents) {
      const Reference& earlier = *parent.reference;
      std::vector<std::string> there;
      for (const std::string& field : reference.fields) {
        const auto at = std::find(earlier.fields.begin(), earlier.fields.end(), field);
        if (at != earlier.fields.end())
          there.push_back(earlier.targets[static_cast<std::size_t>(at - earlier.fields.begin())]);
      }
      if (there.size() < reference.fields.size()) continue;
      if (earlier.entity == reference.entity && there == reference.targets) return true;
      for (const Reference& next : parent.entity->references)
        if (next.fields == there && next.entity == reference.entity &&
            next.targets == reference.targets)
          return true;
    }
    return false;
  }

  /// A key of which every member is a default would have one row.
  void mend_key(const std::vector<std::string>& key, FactoryPlan& plan) {
    std::vector<MadeMember*> members;
    for (const std::string& name : key) {
      MadeMember* const member = find(plan, name);
      // Not the application's, or part of a value object, or NULL: rows are unlike.
      if (member == nullptr || member->from != From::nothing || !is_never_null(*member->field))
        return;
      members.push_back(member);
    }
    std::int64_t rows = 1;
    for (MadeMember* const member : members) {
      if (rows >= enough || !made_up(*member->field, model_, "", true, "serial")) continue;
      member->from = From::made_up;
      member->instead_of_default = true;
      rows *= made_up_count(*member->field, model_);
    }
  }

  /// The numbers of a key whose members have few values each are spread over all of them.
  void spread_key(const std::vector<std::string>& key, FactoryPlan& plan) {
    std::vector<MadeMember*> members;
    for (const std::string& name : key) {
      MadeMember* const member = find(plan, name);
      if (member == nullptr || member->from != From::made_up) return;
      members.push_back(member);
    }
    std::int64_t rows = 1;
    for (MadeMember* const member : members) {
      if (rows >= enough) return;
      if (member->divisor == 1) member->divisor = rows;
      rows *= made_up_count(*member->field, model_);
    }
  }

  static constexpr std::int64_t enough = 1'000'000;
  const model::Model& model_;
  std::map<std::string, FactoryPlan> plans_;
  std::set<std::string> under_way_;
};

}  // namespace

bool FactoryPlan::has_arguments() const {
  return std::any_of(members.begin(), members.end(),
                     [](const MadeMember& member) { return member.from == From::argument; });
}

bool FactoryPlan::has_parents() const {
  return std::any_of(members.begin(), members.end(),
                     [](const MadeMember& member) { return member.from == From::parent; });
}

std::map<std::string, FactoryPlan> factory_plans(const model::Model& model) {
  return Planner{model}.run();
}

}  // namespace tenon::emit
