#include <tenon/create_tables.hpp>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>
#include <tenon/error.hpp>

namespace tenon {

void create_tables(Engine& engine, const std::vector<TablesOf>& tables) {
  for (const TablesOf& some : tables) {
    if (some.dialect != engine.dialect()) continue;
    Connection connection = engine.connect();
    connection.begin();
    for (const std::string_view sql : some.statements) connection.execute(sql);
    connection.commit();
    return;
  }
  throw Error{ErrorKind::misuse, "the project has no tables for this kind of database"};
}

}  // namespace tenon
