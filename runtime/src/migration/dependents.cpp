#include "migration/dependents.hpp"

#include <algorithm>

#include <tenon/error.hpp>

#include "migration/saved_objects.hpp"
#include "migration/sql_words.hpp"

namespace tenon::detail {

bool leaves_dependents(std::string_view sql) {
  const NamedInSql named = named_in(sql);
  return named.verb == "drop" && (named.type == "table" || named.type == "view");
}

Dependents::Dependents(Connection& connection)
    : connection_(connection), known_(keys_to_nothing()) {
  std::vector<std::string> names;
  {
    Rows rows = connection_.query("select name from sqlite_master where type = 'view'");
    while (rows.next()) names.push_back(rows.row().get<std::string>(0));
  }
  for (std::string& name : names)
    if (view_works(connection_, name)) views_.push_back(std::move(name));
}

std::set<Dependents::Key> Dependents::keys_to_nothing() {
  Rows rows = connection_.query(
      "select m.name, k.\"table\"\nfrom sqlite_master m\njoin pragma_foreign_key_list(m.name) k\n"
      "where m.type = 'table'\n"
      "  and lower(k.\"table\") not in (select lower(name) from sqlite_master where type = "
      "'table')");
  std::set<Key> keys;
  while (rows.next())
    keys.insert({rows.row().get<std::string>(0), folded_name(rows.row().get<std::string>(1))});
  return keys;
}

void Dependents::leave_out_made(std::string_view sql) {
  const NamedInSql named = named_in(sql);
  if (named.verb != "create" || named.type != "view") return;
  const auto is_it = [&](const std::string& view) { return folded_name(view) == named.name; };
  views_.erase(std::remove_if(views_.begin(), views_.end(), is_it), views_.end());
}

void Dependents::check() {
  for (const auto& [table, target] : keys_to_nothing()) {
    if (known_.count({table, target}) != 0) continue;
    throw Error{ErrorKind::migration,
                "table '" + table + "' has a foreign key to '" + target +
                    "', which goes: its rows would be deleted where the key cascades, and could "
                    "not be written any more; drop '" +
                    table + "', or build it anew without the key, before"};
  }
  for (const std::string& view : views_) {
    {
      Rows rows = connection_.query("select 1 from sqlite_master where type = 'view' and name = $1",
                                    {view});
      if (!rows.next()) continue;
    }
    if (view_works(connection_, view)) continue;
    throw Error{ErrorKind::migration, "the view '" + view +
                                          "' reads what goes: drop it in an earlier statement, or "
                                          "make it anew"};
  }
}

}  // namespace tenon::detail
