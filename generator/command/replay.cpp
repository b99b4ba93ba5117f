#include "command/replay.hpp"

#include <algorithm>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>
#include <tenon/error.hpp>
#include <tenon/migration.hpp>

#include "base/text.hpp"
#include "command/renamings.hpp"
#include "command/report.hpp"
#include "command/watched_database.hpp"
#include "migrate/hazard_lines.hpp"
#include "schema/hazard.hpp"

namespace tenon::command {
namespace {

using Where = Disagreement::Where;
using Lines = std::vector<Disagreement>;

/// What is not the migrator's and no part of an extension: what the ways down should have taken.
constexpr const char* postgresql_leftovers =
    "select case c.relkind when 'S' then 'sequence ' when 'v' then 'view ' when 'm' then "
    "'materialized view ' when 'c' then 'type ' when 'i' then 'index ' else 'table ' end || "
    "c.oid::pg_catalog.regclass::pg_catalog.text\n"
    "from pg_catalog.pg_class c\n"
    "join pg_catalog.pg_namespace n on n.oid = c.relnamespace\n"
    "where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'\n"
    "  and c.relkind in ('r', 'v', 'm', 'S', 'f', 'p', 'c') and c.relname <> 'tenon_history'\n"
    "  and not exists (select 1 from pg_catalog.pg_depend d where d.classid = 'pg_class'::regclass "
    "and d.objid = c.oid and d.deptype in ('e', 'i', 'a'))\n"
    "union all\n"
    "select 'type ' || t.oid::pg_catalog.regtype::pg_catalog.text\n"
    "from pg_catalog.pg_type t\n"
    "join pg_catalog.pg_namespace n on n.oid = t.typnamespace\n"
    "where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and t.typtype in ('e', 'd')\n"
    "  and not exists (select 1 from pg_catalog.pg_depend d where d.classid = 'pg_type'::regclass "
    "and d.objid = t.oid and d.deptype = 'e')\n"
    "union all\n"
    "select 'function ' || p.oid::pg_catalog.regprocedure::pg_catalog.text\n"
    "from pg_catalog.pg_proc p\n"
    "join pg_catalog.pg_namespace n on n.oid = p.pronamespace\n"
    "where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'\n"
    "  and not exists (select 1 from pg_catalog.pg_depend d where d.classid = 'pg_proc'::regclass "
    "and d.objid = p.oid and d.deptype = 'e')\n"
    "order by 1";
constexpr const char* sqlite_leftovers =
    "select type || ' ' || name from sqlite_master\n"
    "where name not like 'sqlite!_%' escape '!' and tbl_name <> 'tenon_history' order by 1";

struct SideOf {
  Where operator()(const schema::CreateTable&) const { return Where::operations; }
  Where operator()(const schema::CreateEnum&) const { return Where::operations; }
  Where operator()(const schema::CreateView&) const { return Where::operations; }
  Where operator()(const schema::CreateIndex&) const { return Where::operations; }
  Where operator()(const schema::AddColumn&) const { return Where::operations; }
  Where operator()(const schema::AddPrimaryKey&) const { return Where::operations; }
  Where operator()(const schema::AddUnique&) const { return Where::operations; }
  Where operator()(const schema::AddForeignKey&) const { return Where::operations; }
  Where operator()(const schema::AddCheck&) const { return Where::operations; }
  Where operator()(const schema::DropTable&) const { return Where::sql; }
  Where operator()(const schema::DropEnum&) const { return Where::sql; }
  Where operator()(const schema::DropView&) const { return Where::sql; }
  Where operator()(const schema::DropIndex&) const { return Where::sql; }
  Where operator()(const schema::DropColumn&) const { return Where::sql; }
  Where operator()(const schema::DropPrimaryKey&) const { return Where::sql; }
  Where operator()(const schema::DropUnique&) const { return Where::sql; }
  Where operator()(const schema::DropForeignKey&) const { return Where::sql; }
  Where operator()(const schema::DropCheck&) const { return Where::sql; }
  template <class T>
  Where operator()(const T&) const {
    return Where::both;
  }
};

/// What was found wrong at one point of the way.
using Known = std::set<std::string>;

class Replay {
 public:
  Replay(const ReplayRequest& request, const migrate::Store& store, const base::Sources& sources)
      : request_(request),
        store_(store),
        sources_(sources),
        engine_(request.url),
        connection_(engine_.connect()),
        migrator_(engine_, chain(request, store), options(chain(request, store))) {}

  Lines run() {
    points_.push_back({});
    for (std::string& one : all_there()) there_before_.insert(std::move(one));
    for (std::size_t i = 0; i < request_.ids.size(); ++i) {
      if (!up(i)) return std::move(found_);
    }
    for (std::size_t i = request_.ids.size(); i > 0; --i) {
      if (!is_compared(request_.ids[i - 1])) return std::move(found_);
      if (!down(i)) return std::move(found_);
    }
    leftovers();
    return std::move(found_);
  }

 private:
  static MigratorOptions options(const std::vector<Revision>& revisions) {
    MigratorOptions made;
    made.code = no_code(revisions);
    made.accept_data_loss = true;
    return made;
  }

  bool is_compared(const std::string& id) const { return request_.compared.count(id) != 0; }

  bool up(std::size_t i) {
    const std::string& id = request_.ids[i];
    if (!step(id, migrate::Direction::up, store_.find(id).operations)) return false;
    Known known;
    const bool is_last = i + 1 == request_.ids.size();
    // Of what stands before the range only the last point is looked at, and not told of.
    const bool is_edge = !is_last && is_compared(request_.ids[i + 1]);
    if (is_compared(id) || is_edge) {
      const std::size_t told = found_.size();
      compare(id, migrate::Direction::up, known, points_.back(), is_last);
      if (!is_compared(id)) found_.resize(told);
    }
    points_.push_back(std::move(known));
    return true;
  }

  bool down(std::size_t i) {
    const std::string& id = request_.ids[i - 1];
    if (!step(id, migrate::Direction::down, schema::reverse(store_.find(id).operations)))
      return false;
    const bool is_last = i == 1 || !is_compared(request_.ids[i - 2]);
    compare(id, migrate::Direction::down, points_[i - 1], points_[i], is_last);
    return true;
  }

  bool step(const std::string& id, migrate::Direction direction,
            const schema::Operations& operations) {
    const bool is_up = direction == migrate::Direction::up;
    const migrate::Script& script = script_of(id, direction);
    const schema::Renamings said = schema::renamings(operations, fold_);
    try {
      RenamingWatch watch{connection_, script, fold_, !said.empty()};
      is_up ? migrator_.upgrade(id) : migrator_.downgrade("-1");
      renames_ = watch.is_needed() && request_.database == "postgresql";
      if (is_compared(id)) {
        const introspect::SqlRenamings made = watch.made();
        compare_names(id, direction, said, made, !script.edited.empty());
        compare_losses(id, direction, operations, made);
      }
      schema::apply(operations, fold_);
      return true;
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::migration) throw;
      const std::string place = place_of(error, store_, direction, sources_);
      add(id, direction, Where::failed,
          std::string{error.what()} + (place.empty() ? "" : " (" + place + ")"));
      found_.back().is_missing_other = is_missing(error);
      return false;
    }
  }

  /// A schema, table, type or function. SQLSTATEs: PostgreSQL manual, appendix A.
  static bool is_missing(const Error& error) {
    const std::string& state = error.sqlstate();
    return state == "3F000" || state == "42P01" || state == "42704" || state == "42883";
  }

  /// An empty one where the revision has none for this database; the migrator refuses it then.
  const migrate::Script& script_of(const std::string& id, migrate::Direction direction) const {
    static const migrate::Script none;
    const auto& all = store_.find(id).dialects;
    const auto scripts = all.find(request_.database);
    if (scripts == all.end()) return none;
    return direction == migrate::Direction::up ? scripts->second.up : scripts->second.down;
  }

  /// What is renamed is there under both names alike: a drop and an add lead to the same schema.
  /// SQL that is said to differ in data only may copy what the operations rename.
  void compare_names(const std::string& id, migrate::Direction direction,
                     const schema::Renamings& said, const introspect::SqlRenamings& made,
                     bool may_copy) {
    for (const schema::Renaming& one : said) {
      const bool is_value = one.kind == schema::Renaming::Kind::value;
      if (is_value || may_copy || made.possible.count(one) != 0) continue;
      add(id, direction, Where::operations, schema::describe(one));
    }
    for (const schema::Renaming& one : made.certain) {
      if (said.count(one) == 0) add(id, direction, Where::sql, schema::describe(one));
    }
  }

  /// A line that was taken out of the head takes the question along; one in other words is still
  /// there. Those in `made` are about what the SQL alone does.
  void compare_hazards(const std::string& id, migrate::Direction direction,
                       const schema::Operations& operations, const schema::Items& made,
                       const std::vector<schema::Hazard>& head) {
    if (request_.accepted.count(id) != 0) return;  // whose head gets those of its operations
    std::vector<schema::Hazard> known = migrate::hazards_of(operations, fold_, request_.database);
    const auto is_in = [](const std::vector<schema::Hazard>& all, const schema::Hazard& one) {
      return std::find(all.begin(), all.end(), one) != all.end();
    };
    std::vector<schema::Hazard> others = known;
    for (const schema::Item& item : made) others.push_back(schema::loss_of(item));
    auto reworded = std::count_if(head.begin(), head.end(), [&](const schema::Hazard& one) {
      return one.code == "loses_data" && !is_in(others, one);
    });
    for (schema::Hazard& hazard : known) {
      if (hazard.code != "loses_data" || is_in(head, hazard) || reworded-- > 0) continue;
      add(id, direction, Where::head, hazard.message);
      found_.back().hazard = std::move(hazard);
    }
  }

  /// What keeps its name while its rows or values go looks the same before and after, and nobody
  /// is asked for what the head does not name.
  void compare_losses(const std::string& id, migrate::Direction direction,
                      const schema::Operations& operations, const introspect::SqlRenamings& made) {
    const std::vector<schema::Hazard>& head = script_of(id, direction).hazards;
    compare_hazards(id, direction, operations, made.replaced, head);
    if (made.replaced.empty()) return;
    const schema::Items said = schema::gone(operations, fold_);
    for (const schema::Item& item : made.replaced) {
      const schema::Table* const table = fold_.find(item.table.schema, item.table.name);
      const schema::Column* const column =
          table == nullptr || item.column.empty() ? nullptr : table->find(item.column);
      const bool is_computed = column != nullptr && !column->computed.empty();
      if (table == nullptr || is_computed || said.count(item) != 0) continue;
      const schema::Hazard loss = schema::loss_of(item);
      const bool is_named = std::find(head.begin(), head.end(), loss) != head.end();
      if (is_named && request_.accepted.count(id) == 0) continue;
      add(id, direction, Where::head, loss.message);
      found_.back().hazard = loss;
    }
  }

  /// What is new against what was found at the point before, and at this one on the way up. The
  /// last look on each way is at everything.
  void compare(const std::string& id, migrate::Direction direction, Known& known,
               const Known& before, bool is_last) {
    Known seen;
    const schema::Operations operations =
        is_last ? database_.look_whole(fold_) : database_.look(fold_, renames_);
    for (const schema::Operation& operation : operations) {
      const Where where = std::visit(SideOf{}, operation);
      const std::string what = where == Where::sql ? schema::describe(schema::reverse(operation))
                                                   : schema::describe(operation);
      const std::string key = std::to_string(static_cast<int>(where)) + what;
      seen.insert(key);
      if (before.count(key) != 0 || known.count(key) != 0) continue;
      add(id, direction, where, what);
    }
    known.insert(seen.begin(), seen.end());
  }

  void leftovers() {
    // The last comparison has told of them.
    for (const Disagreement& one : found_) {
      if (one.direction == migrate::Direction::down && one.where == Where::sql) return;
    }
    for (std::string& one : all_there()) {
      if (there_before_.count(one) == 0)
        add("", migrate::Direction::down, Where::left_over, std::move(one));
    }
  }

  std::vector<std::string> all_there() {
    const bool is_sqlite = request_.database == "sqlite";
    std::vector<std::string> names;
    Rows rows = connection_.query(is_sqlite ? sqlite_leftovers : postgresql_leftovers);
    while (rows.next()) names.push_back(rows.row().get<std::string>(0));
    return names;
  }

  void add(std::string id, migrate::Direction direction, Where where, std::string what) {
    found_.push_back({std::move(id), request_.database, direction, where, std::move(what), {}});
  }

  const ReplayRequest& request_;
  const migrate::Store& store_;
  const base::Sources& sources_;
  Engine engine_;
  Connection connection_;
  Migrator migrator_;
  WatchedDatabase database_{connection_};
  schema::Schema fold_;
  bool renames_ = false;       ///< the last step, and on a server where others show names
  std::vector<Known> points_;  ///< before the first revision, after the first, …
  Lines found_;
  std::set<std::string> there_before_;  ///< in a database of the user's own
};

}  // namespace

std::string describe(const Disagreement& one, const migrate::Store& store) {
  std::string text = one.database + " " + std::string{migrate::to_text(one.direction)};
  if (!one.revision.empty()) {
    text = one.revision + " (" + store.find(one.revision).message + ") " + text;
  }
  switch (one.where) {
    case Where::sql:
      return text + ": only the SQL does: " + one.what;
    case Where::operations:
      return text + ": only the operations do: " + one.what;
    case Where::both:
      return text + ": from what the SQL makes to what the operations say: " + one.what;
    case Where::left_over:
      return text + ": left over at the base: " + one.what;
    case Where::head:
      return text + ": only the SQL does, and its head does not say: " + one.what;
    case Where::failed:
      break;
  }
  return text + ": " + one.what;
}

std::vector<MigrationCode> no_code(const std::vector<Revision>& revisions) {
  std::vector<MigrationCode> code;
  const auto add = [&code](const MigrationScript& script) {
    for (const MigrationStatement& statement : script.statements)
      if (!statement.code.empty()) code.push_back({statement.code, [](Session&) {}});
  };
  for (const Revision& revision : revisions) {
    for (const Revision::Scripts& scripts : revision.scripts) {
      add(scripts.up);
      add(scripts.down);
    }
  }
  return code;
}

std::vector<Revision> chain(const ReplayRequest& request, const migrate::Store& store) {
  std::vector<Revision> row;
  for (Revision& revision : migrate::to_runtime(store)) {
    const auto at = std::find(request.ids.begin(), request.ids.end(), revision.id);
    if (at == request.ids.end()) continue;
    revision.parents.clear();
    revision.replaces.clear();
    if (at != request.ids.begin()) revision.parents.push_back(*std::prev(at));
    row.push_back(std::move(revision));
  }
  return row;
}

std::vector<Disagreement> replay(const ReplayRequest& request, const migrate::Store& store,
                                 const base::Sources& sources) {
  return Replay{request, store, sources}.run();
}

}  // namespace tenon::command
