#include "schema/postgresql/planner_hazards.hpp"

#include <set>
#include <utility>

#include "schema/enum_change.hpp"
#include "schema/hazard.hpp"
#include "schema/postgresql/spelling.hpp"
#include "schema/spare_name.hpp"

namespace tenon::schema::postgresql {

std::string written_anew(const ColumnType& from, const ColumnType& to) {
  if (changes_catalogue_only(from, to)) return {};
  ColumnType uncollated = from;
  uncollated.collation = to.collation;
  return changes_catalogue_only(uncollated, to) ? "its indexes" : "the whole table";
}

namespace {

Hazard needs_usage(const TableName& moved) {
  return {"breaks_clients", "who uses " + full_name(moved) + " needs USAGE on its schema, too"};
}

/// What the server's way of doing it adds to the hazards of every database.
void add_own_hazards(const Operation& operation, const EnumColumns& enums,
                     std::vector<Hazard>& hazards) {
  if (const auto* moved = std::get_if<RenameTable>(&operation)) {
    if (moved->from.schema == moved->to.schema || is_spare(moved->to)) return;
    hazards.push_back(needs_usage(moved->to));
  } else if (const auto* alter = std::get_if<AlterColumn>(&operation)) {
    const bool computes = makes_anew(*alter);
    const std::string anew = written_anew(alter->from.type, alter->to.type);
    const bool is_order = !computes && anew == "its indexes";
    const std::string what = computes   ? "the expression"
                             : is_order ? "the collation"
                                        : "the new type";
    if (computes || !anew.empty()) {
      hazards.push_back(
          {"rewrites", what + " of " + display_name(alter->table.schema, alter->table.name) + "." +
                           alter->to.name + " writes " + (is_order ? anew : "the table") +
                           " anew while nobody can read it"});
    }
    if (computes) {
      hazards.push_back({"loses_others", display_name(alter->table.schema, alter->table.name) +
                                             "." + alter->to.name +
                                             " is dropped and added: rights that others gave "
                                             "it go with the old one"});
    }
  } else if (const auto* type = std::get_if<AlterEnum>(&operation)) {
    if (!enum_change(type->from, type->to, type->renames).needs_new_type) return;
    hazards.push_back({"loses_others", "enum " + display_name(type->to.schema, type->to.name) +
                                           " is made anew: rights and a comment that others gave "
                                           "the type go with the old one"});
    std::set<TableName> tables;
    for (const EnumColumns::Use& use : enums.uses({type->to.schema, type->to.name})) {
      tables.insert(use.table);
      hazards.push_back({"rewrites", "the new values of enum " +
                                         display_name(type->to.schema, type->to.name) + " write " +
                                         display_name(use.table.schema, use.table.name) +
                                         " anew while nobody can read it"});
    }
    if (tables.size() > 1) {
      hazards.push_back({"blocks_reads", "the tables of enum " +
                                             display_name(type->to.schema, type->to.name) +
                                             " change in one transaction: each stays locked until "
                                             "the last one is done"});
    }
  } else if (const auto* add = std::get_if<AddColumn>(&operation)) {
    const bool is_computed = !add->column.computed.empty();
    if (add->column.identity || is_computed) {
      hazards.push_back({"rewrites", (is_computed ? "computed column " : "identity column ") +
                                         add->column.name + " writes " +
                                         display_name(add->table.schema, add->table.name) +
                                         " anew while nobody can read it"});
    }
  }
}

}  // namespace

std::vector<Hazard> all_hazards(const AdaptedOperation& adapted, const EnumColumns& enums,
                                const NewNames& names) {
  std::vector<Hazard> hazards;
  if (const auto* operation = std::get_if<Operation>(&adapted.what)) {
    hazards = hazards_of(*operation, names);
    add_own_hazards(*operation, enums, hazards);
  } else if (const auto* swap = std::get_if<SwapCheck>(&adapted.what)) {
    for (const RenamedValue& value : swap->renames) {
      for (Hazard& hazard :
           hazards_of(RenameValue{swap->table, swap->to.column, value.from, value.to})) {
        hazards.push_back(std::move(hazard));
      }
    }
    for (Hazard& hazard : hazards_of_swap(swap->table, swap->from, swap->to, swap->renames)) {
      hazards.push_back(std::move(hazard));
    }
  }
  if (const auto* moved = std::get_if<MoveEnum>(&adapted.what)) {
    hazards.push_back({"breaks_clients", "programs that still say enum " +
                                             display_name(moved->from.schema, moved->from.name) +
                                             " fail from here on"});
    if (moved->from.schema != moved->to.schema)
      hazards.push_back(needs_usage({moved->to.schema, moved->to.name}));
  }
  return hazards;
}

ViewsMadeAnew::ViewsMadeAnew(const std::vector<AdaptedOperation>& operations) {
  for (const AdaptedOperation& adapted : operations) {
    const auto* operation = std::get_if<Operation>(&adapted.what);
    const auto* create = operation ? std::get_if<CreateView>(operation) : nullptr;
    if (create) names_.insert({create->view.schema, create->view.name});
    at_once_ = at_once_ && (create || (operation && std::holds_alternative<DropView>(*operation)));
  }
}

std::vector<Hazard> ViewsMadeAnew::hazards_of(const DropView& drop) const {
  const std::string name = "view " + display_name(drop.view.schema, drop.view.name);
  if (names_.count({drop.view.schema, drop.view.name}) == 0)
    return schema::hazards_of(Operation{drop});
  return {{"breaks_clients",
           name + (at_once_ ? " is made anew" : " is away until it is made anew further on") +
               ": rights that were granted on it have to be granted again"}};
}

}  // namespace tenon::schema::postgresql
