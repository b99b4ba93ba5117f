#include <algorithm>

#include "base/names.hpp"
#include "base/text.hpp"
#include "import/build.hpp"
#include "import/names.hpp"
#include "lower/names.hpp"

namespace tenon::import {
namespace {

model::Action action_of(schema::Action action) {
  switch (action) {
    case schema::Action::no_action:
      return model::Action::no_action;
    case schema::Action::restrict:
      return model::Action::restrict;
    case schema::Action::cascade:
      return model::Action::cascade;
    case schema::Action::set_null:
      return model::Action::set_null;
    case schema::Action::set_default:
      return model::Action::set_default;
  }
  return model::Action::no_action;
}

/// What the column is the key of: author of author_id, authorId, author_uuid; "" when its name says
/// nothing else than that it is one.
std::string role_of(const std::string& column) {
  const std::string name = snake_words(column);
  for (const char* end : {"_id", "_uuid", "_guid", "_key", "_code", "_fk", "_no", "_number", "_pk"})
    if (base::ends_with(name, end)) return name.substr(0, name.size() - std::string{end}.size());
  for (const char* start : {"id_", "fk_"})
    if (base::starts_with(name, start)) return name.substr(3);
  return {};
}

const model::Type& type_of_column(const Built& built, const std::string& column) {
  return built.entity.find(built.fields.at(column))->type;
}

class References {
 public:
  explicit References(Building& building) : building_(building) {}

  void run() {
    for (Built& one : building_.entities)
      for (const schema::ForeignKey& key : one.table->foreign_keys)
        if (is_said(one, key)) count(one, key);
    for (Built& one : building_.entities)
      for (const schema::ForeignKey& key : one.table->foreign_keys)
        if (is_said(one, key)) add(one, key);
  }

 private:
  bool is_said(const Built& from, const schema::ForeignKey& key) {
    const Built* const to = building_.find(key.schema, key.table);
    return to != nullptr && can_say(*from.table, key) && unlike_column(from, *to, key).empty();
  }

  void count(const Built& from, const schema::ForeignKey& key) {
    ++ways_[{&from, building_.find(key.schema, key.table)}];
  }

  void add(Built& from, const schema::ForeignKey& key) {
    Built* const to = building_.find(key.schema, key.table);
    model::Reference made;
    made.fields = from.fields_of(key.columns);
    made.entity = to->entity.qualified();
    made.targets = to->fields_of(key.targets);
    made.on_delete = action_of(key.on_delete);
    made.on_update = action_of(key.on_update);
    made.deferrable = key.deferrable;
    if (!key.name.empty() && key.name != lower::derived_name(from.table->name, key.columns, "fkey"))
      made.name = key.name;
    made.relation = relation_of(from, *to, key);
    made.inverse = inverse_of(from, *to, key, made.relation);
    from.entity.references.push_back(std::move(made));
  }

  static std::string claim(Built& of, const std::vector<std::string>& candidates) {
    std::string name =
        first_free(candidates, [&](const std::string& one) { return of.names.count(one) == 0; });
    of.names.insert(name);
    return name;
  }

  static std::string relation_of(Built& from, const Built& to, const schema::ForeignKey& key) {
    const std::string target = member_name(base::snake_case(to.entity.name), "row");
    std::vector<std::string> candidates;
    if (key.columns.size() == 1) {
      const std::string role = role_of(key.columns.front());
      if (!role.empty()) candidates.push_back(member_name(role, "row"));
      candidates.push_back(target);
      candidates.push_back(member_name(from.fields.at(key.columns.front()) + "_" + target, "row"));
    } else {
      // The last column is mostly the one that is not shared with other keys.
      const std::string role = role_of(key.columns.back());
      candidates.push_back(target);
      if (!role.empty()) candidates.push_back(member_name(role + "_" + target, "row"));
      candidates.push_back(target + "_row");
    }
    return claim(from, candidates);
  }

  std::string inverse_of(const Built& from, Built& to, const schema::ForeignKey& key,
                         const std::string& relation) {
    const std::string own = base::snake_case(from.entity.name);
    const std::string many = member_name(is_one(from, key) ? own : plural(own), "rows");
    const std::string role = member_name(relation + "_" + many, "rows");
    std::vector<std::string> candidates;
    const std::string target = member_name(base::snake_case(to.entity.name), "row");
    if (&from == &to && relation == "parent") candidates.push_back("children");
    const bool is_only = ways_[{&from, &to}] == 1 && &from != &to;
    if (is_only || relation == target) candidates.push_back(many);
    candidates.push_back(role);
    return claim(to, candidates);
  }

  /// Whether no two rows refer to the same one.
  static bool is_one(const Built& from, const schema::ForeignKey& key) {
    const auto is_it = [&](const std::vector<std::string>& columns) {
      return !columns.empty() && std::all_of(columns.begin(), columns.end(), [&](const auto& one) {
        return std::find(key.columns.begin(), key.columns.end(), one) != key.columns.end();
      });
    };
    const schema::Table& table = *from.table;
    return is_it(table.primary_key->columns) ||
           std::any_of(table.uniques.begin(), table.uniques.end(),
                       [&](const schema::Unique& unique) { return is_it(unique.columns); });
  }

  Building& building_;
  std::map<std::pair<const Built*, const Built*>, int> ways_;
};

}  // namespace

std::string unlike_column(const Built& from, const Built& to, const schema::ForeignKey& key) {
  for (std::size_t i = 0; i < key.columns.size() && i < key.targets.size(); ++i) {
    const bool is_known =
        from.fields.count(key.columns[i]) != 0 && to.fields.count(key.targets[i]) != 0;
    if (!is_known) continue;
    const model::Type& own = type_of_column(from, key.columns[i]);
    const model::Type& other = type_of_column(to, key.targets[i]);
    if (own.kind != other.kind || own.precision != other.precision || own.scale != other.scale)
      return key.columns[i];
  }
  return {};
}

void build_references(Building& building) { References{building}.run(); }

}  // namespace tenon::import
