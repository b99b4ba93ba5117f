#include "migration/saved_objects.hpp"

#include <algorithm>

#include "migration/sql_words.hpp"
#include "migration/trigger_check.hpp"

namespace tenon::detail {
namespace {

/// The words at the beginning of a statement.
class Head {
 public:
  explicit Head(std::string_view sql) : words_(sql), word_(words_.next()) {}

  std::string name() const { return word_.name(); }
  bool skip(std::string_view word) {
    if (!word_.is(word)) return false;
    word_ = words_.next();
    return true;
  }
  void next() { word_ = words_.next(); }

 private:
  SqlWords words_;
  SqlWord word_;
};

}  // namespace

NamedInSql named_in(std::string_view sql) {
  Head head{sql};
  NamedInSql named;
  for (const char* const verb : {"create", "drop"}) {
    if (head.skip(verb)) named.verb = verb;
  }
  head.skip("unique");
  for (const char* const type : {"table", "view", "trigger", "index"}) {
    if (head.skip(type)) named.type = type;
  }
  // Temporary ones are another matter.
  if (named.verb.empty() || named.type.empty()) return {};
  if (head.skip("if")) {
    head.skip("not");
    head.skip("exists");
  }
  named.name = head.name();
  head.next();
  if (head.skip(".")) named.name = head.name();
  return named;
}

bool view_works(Connection& connection, const std::string& view) {
  // A transaction in which a statement has failed runs no other.
  connection.execute("savepoint tenon_reading");
  bool is_read = false;
  try {
    const Rows rows = connection.query("select 1 from " + in_double_quotes(view) + " limit 0");
    is_read = true;
  } catch (const Error&) {
    connection.execute("rollback to savepoint tenon_reading");
  }
  connection.execute("release savepoint tenon_reading");
  return is_read;
}

SavedObjects::SavedObjects(Connection& connection) : connection_(connection) {
  {
    Rows rows = connection_.query(
        "select type, name, tbl_name, sql\nfrom sqlite_master\nwhere type in ('view', 'trigger')\n"
        "order by type desc, rowid");
    while (rows.next()) {
      const Row& row = rows.row();
      objects_.push_back({row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2),
                          row.get<std::string>(3), true});
    }
  }
  for (Object& object : objects_) {
    if (object.type == "view") object.works = view_works(connection_, object.name);
  }
  // Triggers of views first: they go with the view.
  drop_all("trigger");
  for (Object& object : objects_) {
    if (object.type == "trigger") object.works = trigger_fault(connection_, object.sql).empty();
  }
  drop_all("view");
}

void SavedObjects::drop_all(const std::string& type) {
  for (const Object& object : objects_) {
    if (object.type == type)
      connection_.execute("drop " + type + " " + in_double_quotes(object.name));
  }
}

bool SavedObjects::exists(const std::string& type, const std::string& name) {
  Rows rows =
      connection_.query("select 1\nfrom sqlite_master\nwhere type = $1 and lower(name) = $2",
                        {type, folded_name(name)});
  return rows.next();
}

void SavedObjects::make(const Object& object) {
  try {
    connection_.execute(object.sql);
  } catch (const Error& error) {
    Error failure{ErrorKind::migration, "the " + object.type + " '" + object.name +
                                            "' cannot be made again: " + error.what()};
    throw failure.set_statement(object.sql);
  }
}

void SavedObjects::give_back(const std::string& sql) {
  const NamedInSql named = named_in(sql);
  const bool is_read = named.type == "table" || named.type == "view";
  if (named.verb == "drop" && is_read) dropped_.insert(named.name);
  const auto found = std::find_if(objects_.begin(), objects_.end(), [&](const Object& object) {
    return object.type == named.type && folded_name(object.name) == named.name;
  });
  if (found == objects_.end()) return;
  // A trigger went with its table.
  const bool has_table =
      found->type == "view" || exists("table", found->table) || exists("view", found->table);
  if (has_table) make(*found);
  objects_.erase(found);
}

void SavedObjects::restore() {
  const auto went_with_its_table = [&](const Object& object) {
    return object.type == "trigger" && dropped_.count(folded_name(object.table)) != 0 &&
           !exists("table", object.table) && !exists("view", object.table);
  };
  objects_.erase(std::remove_if(objects_.begin(), objects_.end(), went_with_its_table),
                 objects_.end());
  for (const Object& object : objects_) {
    if (object.type == "view") make(object);
  }
  // Behind all of them: a view may read one that is younger.
  for (const Object& object : objects_) {
    if (object.type != "view" || !object.works || view_works(connection_, object.name)) continue;
    throw does_not_fit(object, {});
  }
  for (const Object& object : objects_) {
    if (object.type != "trigger" || !object.works) continue;
    const std::string fault = trigger_fault(connection_, object.sql);
    if (!fault.empty()) throw does_not_fit(object, " (" + fault + ")");
  }
  for (const Object& object : objects_) {
    if (object.type == "trigger") make(object);
  }
}

Error SavedObjects::does_not_fit(const Object& object, const std::string& fault) {
  Error failure{ErrorKind::migration,
                "the " + object.type + " '" + object.name + "' does not fit the new tables" +
                    fault + ": drop it in an earlier statement, and make the new one behind them"};
  return failure.set_statement(object.sql);
}

void check_view(Connection& connection, const std::string& sql) {
  const NamedInSql named = named_in(sql);
  if (named.verb != "create" || named.type != "view") return;
  {
    Rows rows = connection.query(
        "select 1\nfrom sqlite_master\nwhere type = 'view' and lower(name) = $1", {named.name});
    if (!rows.next()) return;
  }
  const Rows rows = connection.query("select 1 from " + in_double_quotes(named.name) + " limit 0");
}

}  // namespace tenon::detail
