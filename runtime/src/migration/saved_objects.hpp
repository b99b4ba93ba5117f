// SQLite's views and triggers while tables are built anew: renaming the new table fails while a
// view mentions it, and triggers die with the old one.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <tenon/connection.hpp>
#include <tenon/error.hpp>

namespace tenon::detail {

/// What a statement makes or takes away by name, all in lower case; "" where it does neither.
struct NamedInSql {
  std::string verb;  ///< "create", "drop"
  std::string type;  ///< "table", "view", "trigger", "index"
  std::string name;  ///< as SQLite compares it, without quotes
};
NamedInSql named_in(std::string_view sql);

/// Whether the view's query works; inside a transaction.
bool view_works(Connection& connection, const std::string& view);

/// Takes all views and triggers away, and puts them back afterwards, but for those that the script
/// drops or makes itself.
class SavedObjects {
 public:
  /// To be made inside the transaction.
  explicit SavedObjects(Connection& connection);
  /// Before each statement of the script: the view or trigger that it names is there again, and is
  /// the script's from here on.
  void give_back(const std::string& sql);
  /// Makes the others again; triggers of what the script dropped went with it. Throws Error
  /// migration naming a view or trigger that worked before and does not fit the new tables.
  void restore();

 private:
  struct Object {
    std::string type;
    std::string name;
    std::string table;  ///< of a trigger; a view's own name
    std::string sql;
    bool works = true;
  };
  bool exists(const std::string& type, const std::string& name);
  void make(const Object& object);
  void drop_all(const std::string& type);
  static Error does_not_fit(const Object& object, const std::string& fault);

  Connection& connection_;
  std::vector<Object> objects_;
  std::set<std::string> dropped_;  ///< tables and views of the script, in lower case
};

/// SQLite looks at a view's query only when it is read, so the view that this statement made is
/// read, if it is still there. Throws what SQLite says.
void check_view(Connection& connection, const std::string& sql);

}  // namespace tenon::detail
